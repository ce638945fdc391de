//! The practice panel's services as its functions show them: `vds`, and `vds.edit` of one.

use super::node::Node;
use super::owned::{Owned, Standing};

/// Fields of a service, in the order of a list.
fn fields(service: &Owned, currency: &str) -> Vec<Node> {
    // A fresh service is in progress for a while and has no address yet, as at a real panel.
    let status = match service.standing {
        _ if service.deleted => 4,
        Standing::Unpaid => 1,
        Standing::Active => 2,
        Standing::InProgress | Standing::Unconfigured | Standing::Unavailable => 5,
    };
    // Addresses of the range that is kept for documentation.
    let ip = if service.standing == Standing::Active {
        format!("198.51.100.{}", service.id % 254 + 1)
    } else {
        String::new()
    };
    let renewal = service.renewal.map_or_else(|| "null".to_owned(), |months| months.to_string());
    let mark = if service.invented { " (invented for practice)" } else { "" };
    vec![
        Node::text("id", service.id),
        Node::text("domain", &service.domain),
        Node::text("ip", ip),
        Node::text("ostempl", &service.template),
        Node::text("pricelist", &service.tariff),
        Node::text("period", service.months),
        Node::text("autoprolong", renewal),
        Node::text("cost", format!("{} {currency}{mark}", service.cost)),
        Node::text("item_cost", service.cost),
        Node::text("item_status", status),
    ]
}

/// A page of a list: these services, of so many in all.
pub(super) fn page(services: &[&Owned], currency: &str, (number, size, total): (usize, usize, usize)) -> Node {
    let row = |service: &&Owned| Node { children: fields(service, currency), ..Node::new("elem") };
    let mut document = Node { children: services.iter().map(row).collect(), ..Node::new("doc") };
    for (name, value) in [("p_num", number), ("p_cnt", size), ("p_elems", total)] {
        document.children.push(Node::text(name, value));
    }
    document
}

/// The form of one service.
pub(super) fn form(service: &Owned, currency: &str) -> Node {
    let document = Node::new("doc").with(Node::text("elid", service.id));
    Node { children: [document.children, fields(service, currency)].concat(), ..document }
}
