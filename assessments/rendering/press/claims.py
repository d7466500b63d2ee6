"""What a joined PDF says of itself: PDF/UA-1 (ISO 14289-1), and PDF/A-2 level A (ISO 19005-2) for who keeps it for years.

Pictures and attached pages come from outside and may hold anything, so a document with any does not claim PDF/A.
"""

from pathlib import Path
from xml.sax.saxutils import escape

import pydyf
import weasyprint

COLOURS = Path(weasyprint.__file__).parent / "pdf" / "sRGB2014.icc"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>\
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:language><rdf:Bag><rdf:li>ja</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>{archival}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
# PDF/A asks that what it does not know itself, here the mark of PDF/UA, is described beside it.
_ARCHIVAL = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema\
</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description>"""


def add(pdf: pydyf.PDF, *, title: str, archival: bool) -> None:
    """Title, language and claims, in the catalog and the information dictionary."""
    producer = f"WeasyPrint {weasyprint.VERSION}"
    pdf.info |= {"Producer": pydyf.String(producer), "Title": pydyf.String(title)}
    words = {"title": escape(title), "producer": escape(producer), "archival": _ARCHIVAL if archival else ""}
    told = pydyf.Stream([_XMP.format(**words).encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.add_object(told)
    pdf.catalog |= {
        "Lang": pydyf.String("ja"),
        "Metadata": told.reference,
        "ViewerPreferences": pydyf.Dictionary({"DisplayDocTitle": "true"}),
        "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
    }
    if archival:
        _add_colours(pdf)


def _add_colours(pdf: pydyf.PDF) -> None:
    profile = pydyf.Stream([COLOURS.read_bytes()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
        "Info": pydyf.String("sRGB2014"),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])
