//! Certificates, and servers that show them.

use std::sync::{Arc, OnceLock};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

/// A certificate's name and the years of its life.
#[derive(Clone, Copy)]
pub struct Named<'n> {
    pub name: &'n str,
    pub from: i32,
    pub until: i32,
}

impl<'n> Named<'n> {
    pub const fn new(name: &'n str) -> Self {
        Self { name, from: 2020, until: 2100 }
    }
}

/// An authority of our own.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, "an authority of the tests");
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key"));
        Self(issuer.expect("an authority"))
    }

    /// The authority's certificate as `--ca-file` wants it.
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// The authority's certificate, byte for byte.
    pub fn der(&self) -> Vec<u8> {
        self.0.der().to_vec()
    }

    /// A server with a certificate from here.
    pub fn server(&self, named: Named<'_>) -> Arc<ServerConfig> {
        self.leaf(named).1
    }

    /// The same, and its certificate.
    pub fn leaf(&self, named: Named<'_>) -> (Vec<u8>, Arc<ServerConfig>) {
        let key = KeyPair::generate().expect("a key");
        let cert = params(named).signed_by(&key, &*self.0).expect("a certificate");
        (cert.der().to_vec(), config(cert.der().clone(), &key))
    }
}

/// A server that signed its own certificate, and that certificate.
pub fn self_signed(named: Named<'_>) -> (Arc<ServerConfig>, String) {
    let key = KeyPair::generate().expect("a key");
    let cert = params(named).self_signed(&key).expect("a certificate");
    (config(cert.der().clone(), &key), cert.pem())
}

/// A server's own certificate as people make them: of an authority or not, with names or without, in its time
/// or not.
pub struct Own {
    pub config: Arc<ServerConfig>,
    pub pem: String,
    pub sha256: String,
    /// A server that shows the same certificate and does not hold its key.
    pub thief: Arc<ServerConfig>,
}

pub fn own(names: &[&str], authority: bool, [from, until]: [i32; 2]) -> Own {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).expect("names");
    params.not_before = rcgen::date_time_ymd(from, 1, 1);
    params.not_after = rcgen::date_time_ymd(until, 12, 31);
    params.is_ca = if authority { IsCa::Ca(BasicConstraints::Unconstrained) } else { IsCa::ExplicitNoCa };
    params.distinguished_name.push(rcgen::DnType::CommonName, "some common name");
    let key = KeyPair::generate().expect("a key");
    let cert = params.self_signed(&key).expect("a certificate");
    let sha256 = vdsbatch::certificate::Fingerprint::of(cert.der()).to_string();
    let thief = not_its_key(cert.der().clone());
    Own { config: config(cert.der().clone(), &key), pem: cert.pem(), sha256, thief }
}

/// A server that shows a certificate and signs with another key.
fn not_its_key(cert: CertificateDer<'static>) -> Arc<ServerConfig> {
    #[derive(Debug)]
    struct Always(Arc<CertifiedKey>);
    impl ResolvesServerCert for Always {
        fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
            Some(Arc::clone(&self.0))
        }
    }
    let key = PrivateKeyDer::try_from(KeyPair::generate().expect("a key").serialize_der()).expect("a key");
    let key = rustls::crypto::ring::sign::any_supported_type(&key).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(Always(Arc::new(CertifiedKey::new(vec![cert], key)))));
    Arc::new(config)
}

fn params(named: Named<'_>) -> CertificateParams {
    let mut params = CertificateParams::new(vec![named.name.to_owned()]).expect("a name");
    params.not_before = rcgen::date_time_ymd(named.from, 1, 1);
    params.not_after = rcgen::date_time_ymd(named.until, 12, 31);
    params
}

fn config(cert: CertificateDer<'static>, key: &KeyPair) -> Arc<ServerConfig> {
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_single_cert(vec![cert], key)
        .expect("a configuration");
    Arc::new(config)
}

/// The matrix's own authority, its server for `localhost`, and one whose certificate is nobody's.
pub struct Matrix {
    pub pem: String,
    pub trusted: Arc<ServerConfig>,
    pub nobodys: Arc<ServerConfig>,
}

pub fn matrix() -> &'static Matrix {
    static MATRIX: OnceLock<Matrix> = OnceLock::new();
    MATRIX.get_or_init(|| {
        let authority = Authority::new();
        let named = Named::new("localhost");
        Matrix { pem: authority.pem(), trusted: authority.server(named), nobodys: self_signed(named).0 }
    })
}
