//! Workbooks read back with calamine and compared with the run that they were made from.

mod sample;

#[test]
#[ignore = "writes workbooks to look at"]
fn look() {
    use vdsbatch::lang::Lang;
    let dir = std::path::PathBuf::from(std::env::var("LOOK_DIR").unwrap());
    for (name, lang) in [("en", Lang::En), ("ru", Lang::Ru)] {
        let run = sample::every_status();
        std::fs::write(dir.join(format!("{name}.xlsx")), vdsbatch::report::workbook(&run, lang).unwrap()).unwrap();
        let mut run = sample::long(3);
        run.facts.sandbox = true;
        std::fs::write(dir.join(format!("{name}-sandbox.xlsx")), vdsbatch::report::workbook(&run, lang).unwrap())
            .unwrap();
    }
}
