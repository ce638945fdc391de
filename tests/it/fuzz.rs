//! The bodies of the fuzz targets: the corpus replayed, and a few random inputs of each.
//!
//! The targets stand in `tests/fuzz`, a package of its own that is built by nightly alone. An input that a target finds
//! goes into its folder of the corpus, and is replayed here from then on. A longer random run, on stable:
//!
//! ```text
//! VDSBATCH_FUZZ=200 cargo test --locked --test it fuzz::
//! ```

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use self::bodies::ALL;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = folder().join("corpus").join(name);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let read = |path: PathBuf| (path.clone(), std::fs::read(path).expect("its bytes"));
    paths.into_iter().map(read).collect()
}

#[test]
fn every_input_of_the_corpus_is_read_as_it_must() {
    for (name, body) in ALL {
        let inputs = corpus(name);
        assert!(inputs.len() >= 2, "{name} has hardly an input");
        let mut taken = Vec::new();
        for (path, input) in inputs {
            let read = std::panic::catch_unwind(|| body(&input));
            taken.push(read.unwrap_or_else(|_| panic!("{}", path.display())));
        }
        assert!(taken.contains(&true) && taken.contains(&false), "of {name} all is read or nothing is: {taken:?}");
    }
}

#[test]
fn every_body_has_a_target_and_every_target_a_body() {
    let manifest = std::fs::read_to_string(folder().join("Cargo.toml")).expect("a manifest");
    assert_eq!(manifest.matches("[[bin]]").count(), ALL.len());
    for (name, _) in ALL {
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")), "{name}");
        let target = std::fs::read_to_string(folder().join(format!("targets/{name}.rs"))).expect("a target");
        assert!(target.contains(&format!("bodies::{name}(bytes)")), "{name}");
    }
    let whole: u64 = ALL.iter().flat_map(|(name, _)| corpus(name)).map(|(_, input)| input.len() as u64).sum();
    assert!(whole <= 200_000, "a corpus of {whole} bytes is no seed");
}

/// An input of the corpus with some bytes replaced, taken out or doubled, or one made of nothing.
fn mutated(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let seed = proptest::sample::select(seeds);
    let change = (any::<prop::sample::Index>(), 0..8_usize, proptest::collection::vec(any::<u8>(), 0..4));
    let change = (seed, proptest::collection::vec(change, 1..6)).prop_map(|(mut input, changes)| {
        for (at, gone, new) in changes {
            let from = at.index(input.len() + 1);
            let to = (from + gone).min(input.len());
            input.splice(from..to, new);
        }
        input
    });
    prop_oneof![3 => change, 1 => proptest::collection::vec(any::<u8>(), 0..200), 1 => ".{0,60}".prop_map(String::into_bytes)]
}

#[test]
fn what_is_near_the_corpus_is_read_as_it_must() {
    let times = std::env::var("VDSBATCH_FUZZ").map_or(1, |times| times.parse().expect("how many times as much"));
    for (name, body) in ALL {
        let seeds: Vec<Vec<u8>> = corpus(name).into_iter().map(|(_, input)| input).collect();
        let cases = times * if matches!(name, "sheets" | "csv" | "headers" | "tables") { 100 } else { 600 };
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            cases,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let ran = runner.run(&mutated(seeds), |input| {
            let read = std::panic::catch_unwind(|| body(&input));
            prop_assert!(read.is_ok(), "{}", String::from_utf8_lossy(&input));
            Ok(())
        });
        ran.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
