"""Puts together what .ci/dist delivers: WORK OUT NAME LINUX-PROGRAM WINDOWS-PROGRAM.

Both archives hold what WORK/common holds, a program, and the licences of all that is built into it. Names are sorted, and
times are SOURCE_DATE_EPOCH, so that the same commit makes the same bytes.
"""

import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile

work, out, name, linux, windows = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:]
epoch = int(os.environ["SOURCE_DATE_EPOCH"])
LICENCES = ("licen", "copying", "notice", "unlicense")

# What the compilers build in: the libraries of Rust and of C.
RUST = pathlib.Path(subprocess.check_output(["rustc", "--print", "sysroot"], text=True).strip()) / "share/doc/rust"
KNOWN = {
    "Rust's standard library": RUST / "COPYRIGHT-library.html",
    "musl": pathlib.Path("/usr/share/doc/musl/copyright"),
    "MinGW-w64's runtime": pathlib.Path("/usr/share/doc/mingw-w64-common/copyright"),
    "GCC's runtime for MinGW-w64": pathlib.Path("/usr/share/doc/gcc-mingw-w64-base/copyright"),
}
RUNTIMES = {who: path for who, path in KNOWN.items() if path.exists()}
for who in KNOWN.keys() - RUNTIMES.keys():
    print(f"the licence of {who} is not at hand: {KNOWN[who]}", file=sys.stderr)


def licences(metadata: pathlib.Path) -> str:
    """The licence texts of every package that is built into the program (those for building alone are not)."""
    data = json.loads(metadata.read_text())
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    inside, ahead = set(), [data["resolve"]["root"]]
    while ahead:
        package = ahead.pop()
        if package not in inside:
            inside.add(package)
            ahead += [
                dep["pkg"] for dep in nodes[package]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])
            ]
    inside.discard(data["resolve"]["root"])
    texts = {}
    for package in (package for package in data["packages"] if package["id"] in inside):
        folder = pathlib.Path(package["manifest_path"]).parent
        found = [
            path
            for path in sorted(folder.rglob("*"))
            if path.name.lower().startswith(LICENCES) and path.is_file() and path.suffix not in (".rs", ".html")
        ]
        text = "\n\n".join(path.read_text("utf-8", "replace").strip() for path in found)
        who = f"{package['name']} {package['version']} ({package['license'] or 'see below'})"
        texts.setdefault(text, []).append(who)
    assert len(inside) > 100, len(inside)
    head = "vdsbatch has the MIT licence (LICENSE). Built into it, with their licences:\n\n"
    rule = "\n\n" + "=" * 100 + "\n\n"
    for who, path in RUNTIMES.items():
        texts.setdefault(path.read_text("utf-8", "replace").strip(), []).append(who)
    none = "No text of a licence is in the package; its name is above."
    return head + rule.join("\n".join(sorted(who)) + "\n\n" + (text or none) for text, who in sorted(texts.items(), key=lambda item: item[1]))


def gathered(program: str, metadata: str, folder: pathlib.Path) -> list[pathlib.Path]:
    shutil.copytree(work / "common", folder)
    shutil.copy(program, folder)
    (folder / "LICENSES-OF-OTHERS.txt").write_text(licences(work / metadata))
    return sorted(path for path in folder.rglob("*") if path.is_file())


def is_program(path: pathlib.Path) -> bool:
    return path.stem == "vdsbatch" and path.suffix in ("", ".exe")


folder = work / "linux" / name
with gzip.GzipFile(out / f"{name}-x86_64-linux.tar.gz", "wb", mtime=epoch) as packed:
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path in gathered(linux, "linux.json", folder):
            entry = tarfile.TarInfo(str(path.relative_to(folder.parent)))
            entry.size, entry.mtime, entry.mode = path.stat().st_size, epoch, 0o755 if is_program(path) else 0o644
            with open(path, "rb") as file:
                tar.addfile(entry, file)

folder = work / "exe" / name
with zipfile.ZipFile(out / f"{name}-x86_64-windows.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for path in gathered(windows, "windows.json", folder):
        entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)), time.gmtime(epoch)[:6])
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        archive.writestr(entry, path.read_bytes())
