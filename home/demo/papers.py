"""Word documents written by program.

They have real headings, a title and a language, so that a screen reader can move about in them.
"""

import io
import zipfile
from xml.sax.saxutils import escape

from home.demo.content.files import Paper

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# One moment for all, so that the same document is the same file.
_MOMENT = (2023, 12, 1, 8, 0, 0)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CONTENT_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_PACKAGE_LINKS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>"""
_DOCUMENT_LINKS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
</Relationships>"""


def _style(name: str, shown: str, size: int, *, level: int | None) -> str:
    outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
    bold = "" if name == "Normal" else "<w:b/>"
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{default}><w:name w:val="{shown}"/>'
        f'<w:pPr><w:spacing w:before="120" w:after="120"/>{outline}</w:pPr>'
        f'<w:rPr>{bold}<w:sz w:val="{size}"/><w:lang w:val="bg-BG"/></w:rPr></w:style>'
    )


_STYLES = (
    f"{_HEAD}<w:styles {_WORD}>"
    + _style("Normal", "Normal", 24, level=None)
    + _style("Heading1", "heading 1", 36, level=0)
    + _style("Heading2", "heading 2", 28, level=1)
    + "</w:styles>"
)


def word_document(paper: Paper) -> bytes:
    """The document as a .docx file."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_LINKS,
        "docProps/core.xml": _properties(paper),
        "word/document.xml": _body(paper),
        "word/_rels/document.xml.rels": _DOCUMENT_LINKS,
        "word/styles.xml": _STYLES,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text)
    return file.getvalue()


def _properties(paper: Paper) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:language>bg-BG</dc:language>"
        "</cp:coreProperties>"
    )


def _body(paper: Paper) -> str:
    lines = [_paragraph(paper.title, "Heading1")]
    for heading, paragraphs in paper.sections:
        lines.append(_paragraph(heading, "Heading2"))
        lines += [_paragraph(text, "Normal") for text in paragraphs]
    return f"{_HEAD}<w:document {_WORD}><w:body>{''.join(lines)}</w:body></w:document>"


def _paragraph(text: str, style: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
