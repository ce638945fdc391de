//! What the program for Windows holds beside its code: who made it, which version it is, and what it wants of the
//! system. Does nothing for other systems.

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
