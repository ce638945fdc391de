#!/usr/bin/env python3
"""Makes the workbooks of this folder, which the tests cannot make themselves.

Each is written by another program than the tests have: openpyxl, XlsxWriter, pandas, odfpy, xlwt,
LibreOffice and SheetJS. What `vdsbatch check` says of each is kept in a snapshot
(`tests/it/snapshots`), so a file that is made anew has to read the same.

    pip install openpyxl XlsxWriter pandas odfpy xlwt msoffcrypto-tool
    npm install xlsx
    python3 make.py [FOLDER]          # needs soffice and node on the path
"""

import datetime
import io
import os
import subprocess
import sys
import tempfile

import msoffcrypto.format.ooxml
import openpyxl
import pandas
import xlsxwriter
import xlwt

HERE = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
STRUCTURE = "VelvetSweatshop"
HEADER = ["Тариф", "Шаблон ОС", "Период", "Домен", "Количество", "Диск, ГБ", "Цена", "Примечание"]
UBUNTU, DEBIAN = "Ubuntu-16.04-x86_64-minimal", "Debian-7-x86_64-minimal"
ROWS = [
    ["KVM Ferrum", UBUNTU, "3 мес", "web-{n}.example.ru", 2, 40, 1350.5, "витрина"],
    ["SSD Ferrum", DEBIAN, "год", "1c.example.ru", None, 120, 28800, "база 1С"],
    ["OVZ Ferrum", DEBIAN, 1, "почта.example.ru", None, None, 900, None],
]


def path(name):
    return os.path.join(HERE, name)


def openpyxl_book(rows=ROWS, header=HEADER, title=True):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Заказы"
    if title:
        sheet.append(["Заказ серверов"])
        sheet.append([])
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    return book, sheet


def with_openpyxl():
    book, _ = openpyxl_book()
    book.save(path("openpyxl.xlsx"))
    book, sheet = openpyxl_book()
    # openpyxl stores no values for formulas.
    sheet["F4"] = "=20*2"
    sheet["G4"] = "=1000+350.5"
    book.save(path("openpyxl-formulas.xlsx"))
    book, sheet = openpyxl_book(ROWS + [["KVM Ferrum", DEBIAN, 1, f"hidden-{n}.example.ru"] for n in range(4)])
    for row in (7, 8, 10):
        sheet.row_dimensions[row].hidden = True
    book.save(path("openpyxl-hidden-rows.xlsx"))
    book, sheet = openpyxl_book([["KVM Ferrum", UBUNTU, 1, f"m{n}.example.ru"] for n in range(3)])
    sheet.merge_cells("A4:A6")
    sheet.merge_cells("A1:H1")
    book.save(path("openpyxl-merged.xlsx"))
    book, sheet = openpyxl_book()
    old = book.create_sheet("Прошлый год")
    old.append(HEADER)
    old.append(["KVM Ferrum", DEBIAN, 1, "old.example.ru"])
    old.sheet_state = "veryHidden"
    book.save(path("openpyxl-hidden-sheet.xlsx"))
    book, sheet = openpyxl_book([["KVM Ferrum", UBUNTU, 1, "date.example.ru", None, datetime.date(2026, 12, 3)]])
    sheet["F4"].number_format = "d.mm"
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(path("openpyxl-dates-1904.xlsx"))
    book, sheet = openpyxl_book()
    book.create_sheet("Сводка").append(["нет столбцов"])
    book.active = 1
    chart = book.create_chartsheet("Диаграмма")
    chart.add_chart(openpyxl.chart.BarChart())
    book.save(path("openpyxl-chartsheet.xlsx"))


def with_xlsxwriter():
    book = xlsxwriter.Workbook(path("xlsxwriter-filter.xlsx"), {"constant_memory": False})
    sheet = book.add_worksheet("Заказы")
    for col, text in enumerate(HEADER):
        sheet.write(0, col, text)
    rows = ROWS + [["KVM Ferrum", DEBIAN, 1, f"f{n}.example.ru"] for n in range(3)]
    for at, row in enumerate(rows, 1):
        for col, value in enumerate(row):
            if value is not None:
                sheet.write(at, col, value)
        if row[0] != "KVM Ferrum":
            sheet.set_row(at, options={"hidden": True})
    sheet.autofilter(0, 0, len(rows), len(HEADER) - 1)
    sheet.filter_column_list("A", ["KVM Ferrum"])
    book.close()
    book = xlsxwriter.Workbook(path("xlsxwriter-inline.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet("Лист1")
    rich = book.add_format({"bold": True})
    for col, text in enumerate(HEADER):
        sheet.write_rich_string(0, col, text[0], rich, text[1], text[2:] or " ")
    for at, row in enumerate(ROWS, 1):
        for col, value in enumerate(row):
            if value is not None:
                sheet.write(at, col, value)
    book.close()
    book = xlsxwriter.Workbook(path("xlsxwriter-array-formula.xlsx"))
    sheet = book.add_worksheet("Orders")
    for col, text in enumerate(["Tariff", "OS", "Period", "Domain", "Disk", "Note"]):
        sheet.write(0, col, text)
    sheet.write_row(1, 0, ["KVM Ferrum", DEBIAN, 1])
    sheet.write_formula(1, 3, '="web"&"-1.example.ru"', None, "web-1.example.ru")
    sheet.write_array_formula("E2:E2", "{=SUM(20,20)}", None, 40)
    sheet.write_formula(1, 5, "=NA()", None, "#N/A")
    book.close()


def with_pandas():
    frame = pandas.DataFrame(ROWS, columns=HEADER)
    frame.to_excel(path("pandas.xlsx"), sheet_name="Sheet1", index=True)
    frame.to_excel(path("pandas.ods"), sheet_name="Заказы", index=False, engine="odf")
    frame.to_csv(path("pandas.csv"), index=False)


def with_xlwt():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Заказы")
    for col, text in enumerate(HEADER):
        sheet.write(0, col, text)
    for at, row in enumerate(ROWS, 1):
        for col, value in enumerate(row):
            if value is not None:
                sheet.write(at, col, value)
    sheet.write_merge(4, 5, 0, 0, "KVM Ferrum")
    for at in (4, 5):
        for col, value in enumerate([DEBIAN, 1, f"x{at}.example.ru"], 1):
            sheet.write(at, col, value)
    sheet.write(6, 0, "Итого")
    sheet.write(6, 6, xlwt.Formula("SUM(G2:G4)"))
    book.save(path("xlwt-merged.xls"))
    book = xlwt.Workbook()
    sheet = book.add_sheet("Orders")
    for col, text in enumerate(["Tariff", "OS", "Period", "Domain"]):
        sheet.write(0, col, text)
    sheet.write(65535, 255, "far")
    book.save(path("xlwt-far-cell.xls"))


def convert(source, end, name):
    """Has LibreOffice write a file in another format."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", end]
        subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True)
        made = os.path.splitext(os.path.basename(source))[0] + "." + end.split(":")[0]
        os.replace(os.path.join(folder, made), path(name))


def with_libreoffice():
    book, sheet = openpyxl_book(ROWS + [["Итого", None, None, None, None, None, 31050.5]])
    sheet["F4"] = "=20*2"
    sheet["E6"] = "=1/0"
    sheet.merge_cells("A1:H1")
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Справка").append(["не заказ"])
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "book.xlsx")
        book.save(source)
        for end in ("xlsx", "xls", "ods", "fods", "html"):
            convert(source, end, f"libreoffice.{end}")
        # Separator 59, quotes 34, encoding 65535 (UTF-16) or 76 (UTF-8).
        convert(source, "csv:Text - txt - csv (StarCalc):59,34,65535,1", "libreoffice-utf16.csv")
    os.replace(path("libreoffice.html"), path("html-under-another-name.xls"))


SHEETJS = """
const XLSX = require("xlsx"), fs = require("fs");
const [rows, folder] = [JSON.parse(process.argv[2]), process.argv[3]];
const book = XLSX.utils.book_new(), sheet = XLSX.utils.aoa_to_sheet(rows);
sheet["F2"] = { t: "n", v: 40, f: "20*2" };
XLSX.utils.book_append_sheet(book, sheet, "Заказы");
for (const [type, name] of [["xlsb", "sheetjs.xlsb"], ["biff8", "sheetjs.xls"], ["biff5", "sheetjs-biff5.xls"],
    ["ods", "sheetjs.ods"], ["xlml", "excel-2003-xml.xls"], ["xlsx", "sheetjs.xlsm"]])
  fs.writeFileSync(folder + "/" + name, XLSX.write(book, { type: "buffer", bookType: type === "xlsx" ? "xlsm" : type }));
"""


def with_sheetjs():
    import json

    rows = [HEADER] + ROWS
    subprocess.run(["node", "-e", SHEETJS, "-", json.dumps(rows), HERE], check=True)


def protected():
    book, _ = openpyxl_book()
    plain = io.BytesIO()
    book.save(plain)
    # The second password is the one of a protected structure, which Excel does not ask for.
    for name, password in [("password.xlsx", "secret"), ("structure.xlsx", STRUCTURE)]:
        plain.seek(0)
        with open(path(name), "wb") as out:
            msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(password, out)


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main
Dim how(1) As New com.sun.star.beans.PropertyValue
how(0).Name = "Hidden" : how(0).Value = True
book = StarDesktop.loadComponentFromURL("file://%s", "_blank", 0, how())
how(0).Name = "FilterName" : how(0).Value = "MS Excel 97"
how(1).Name = "Password" : how(1).Value = "%s"
book.storeToURL("file://%s", how())
book.close(True)
End Sub
</script:module>"""
NAMES = 'xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'


def protected_old():
    with tempfile.TemporaryDirectory() as folder:
        basic = os.path.join(folder, "user", "basic")
        os.makedirs(os.path.join(basic, "Standard"))
        old = path("libreoffice-structure.xls")
        for name, text in [
            ("script.xlc", f"""<library:libraries {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink"><library:library
                library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
                library:link="false"/></library:libraries>"""),
            ("Standard/script.xlb", f"<library:library {NAMES}><library:element library:name='Module1'/></library:library>"),
            ("Standard/Module1.xba", MACRO % (path("openpyxl.xlsx"), STRUCTURE, old)),
        ]:
            with open(os.path.join(basic, name), "w") as out:
                out.write(text)
        profile = f"-env:UserInstallation=file://{folder}"
        subprocess.run(["soffice", "--headless", profile, "macro:///Standard.Module1.Main"], check=True)


if __name__ == "__main__":
    with_openpyxl()
    with_xlsxwriter()
    with_pandas()
    with_xlwt()
    with_libreoffice()
    with_sheetjs()
    protected()
    protected_old()
