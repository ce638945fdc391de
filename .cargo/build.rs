//! What the program holds beside its code: the commit that it was built from, and on Windows who made it, which version
//! it is, and what it wants of the system.

use std::path::Path;
use std::process::Command;

/// Paths of more than 260 characters, text as UTF-8 in the C library's calls, and no rights but those of whoever
/// starts it. The ids are those of Windows 10 and later (documented as "Application manifests").
const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
</assembly>
"#;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=.cargo/build.rs");
    tell_origin();
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "windows") {
        // Name, version and description come from Cargo.toml.
        winresource::WindowsResource::new()
            .set_manifest(MANIFEST)
            .set("FileDescription", "vdsbatch: orders virtual servers in bulk from a spreadsheet")
            .set("LegalCopyright", "MIT licence")
            .set("OriginalFilename", "vdsbatch.exe")
            .compile()?;
    }
    Ok(())
}

/// Hands the commit, its date and the target over to the program; what is not known is empty, and no reason to fail.
fn tell_origin() {
    let given = |name: &str| {
        println!("cargo::rerun-if-env-changed={name}");
        std::env::var(name).ok().filter(|value| !value.is_empty() && !value.contains(char::is_control))
    };
    // A packager knows it where git does not.
    let (commit, date) = (given("VDSBATCH_BUILD_COMMIT"), given("VDSBATCH_BUILD_DATE"));
    // Whoever works at the program builds it after each commit; what is handed out is built for release.
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let (found, day) = if commit.is_none() && is_release { origin().unwrap_or_default() } else { Default::default() };
    println!("cargo::rustc-env=VDSBATCH_BUILD_COMMIT={}", commit.unwrap_or(found));
    println!("cargo::rustc-env=VDSBATCH_BUILD_DATE={}", date.unwrap_or(day));
    println!("cargo::rustc-env=VDSBATCH_BUILD_TARGET={}", std::env::var("TARGET").unwrap_or_default());
}

/// The commit that is checked out here, and its day: of this folder's own repository, not of one around it.
fn origin() -> Option<(String, String)> {
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let here = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR")?).canonicalize().ok()?;
    if Path::new(&top).canonicalize().ok()? != here {
        return None;
    }
    // Asked again once something is committed or changed, so that what it says stays true.
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    for path in [log.as_str(), "src", "Cargo.toml", "Cargo.lock"].into_iter().filter(|path| Path::new(path).exists()) {
        println!("cargo::rerun-if-changed={path}");
    }
    let changed = git(&["status", "--porcelain", "--", "src", "Cargo.toml", "Cargo.lock"])?;
    let mark = if changed.is_empty() { "" } else { ", with changes" };
    Some((git(&["rev-parse", "HEAD"])? + mark, git(&["show", "--no-patch", "--format=%cs", "HEAD"])?))
}

fn git(words: &[&str]) -> Option<String> {
    let ran = Command::new("git").args(words).output().ok().filter(|ran| ran.status.success())?;
    Some(String::from_utf8(ran.stdout).ok()?.trim().to_owned())
}
