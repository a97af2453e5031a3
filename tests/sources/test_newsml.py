from variorum.extract import extract
from variorum.model import Article, BlockKind, Problem, RawDocument
from variorum.sources import xml_files

ITEM = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:harbour.example:20240503:ferry" version="2"
  standard="NewsML-G2" standardversion="2.33" xml:lang="en-GB">
 <rightsInfo><copyrightHolder><name>Harbour Media</name></copyrightHolder></rightsInfo>
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:HT"/>
  <versionCreated>2024-05-03T10:00:00+02:00</versionCreated></itemMeta>
 <contentMeta><infoSource qcode="is:HT"><name>Harbour Times</name></infoSource><language tag="en-GB"/>
  <headline>Ferry hits pier</headline></contentMeta>
 <contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
  <body.head><hedline><hl1>Ferry hits pier</hl1></hedline><byline>By Ida Lund</byline></body.head>
  <body.content><block><p>A ferry struck the pier
     at <em>Halden</em> on Friday.</p><media><media-caption><p>The ferry.</p></media-caption></media>
   <p>Nobody was hurt.</p></block></body.content></body></nitf></inlineXML></contentSet>
</newsItem>"""
PICTURE = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:2">
 <contentSet><remoteContent/></contentSet></newsItem>"""


def read(text: str) -> list[RawDocument | Problem]:
    return list(xml_files.documents(text.encode(), "wire.xml"))


def test_a_text_item_is_read_with_what_it_tells() -> None:
    (found,) = read(ITEM)
    assert isinstance(found, RawDocument)
    assert found.content == "By Ida Lund\n\nA ferry struck the pier at Halden on Friday.\n\nNobody was hurt."
    assert found.metadata.outlet == "Harbour Times"
    assert found.metadata.title == "Ferry hits pier"
    assert found.metadata.published == "2024-05-03T10:00:00+02:00"
    assert found.metadata.language == "en"
    assert found.metadata.id == "urn:newsml:harbour.example:20240503:ferry"


def test_the_items_of_a_message_are_numbered_and_pictures_told() -> None:
    item = ITEM.partition("?>")[2]
    found = read(
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{item}{PICTURE}</itemSet></newsMessage>'
    )
    assert [type(each) for each in found] == [RawDocument, Problem]
    assert isinstance(found[1], Problem)
    assert found[1].place == "wire.xml:2"


def test_xhtml_bodies_are_read() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head>'
        "<body><h2>Ferry</h2><p>It is late.</p></body></html>"
    )
    (found,) = read(f'<newsItem guid="a"><contentSet><inlineXML>{page}</inlineXML></contentSet></newsItem>')
    assert isinstance(found, RawDocument)
    assert found.content == "Ferry\n\nIt is late."


def test_nitf_alone_is_read() -> None:
    (found,) = read(
        '<nitf><head><docdata><date.issue norm="20240503T100000Z"/></docdata></head><body><body.head><hedline>'
        "<hl1>Ferry</hl1></hedline></body.head><body.content><p>It is late.</p></body.content></body></nitf>"
    )
    assert isinstance(found, RawDocument)
    assert found.content == "It is late."
    assert found.metadata.title == "Ferry"
    assert found.metadata.published == "2024-05-03"


def nitf(head: str, content: str) -> RawDocument:
    """The document of an item with some elements in the head of its body, and in its content."""
    (found,) = read(f"<nitf><body><body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>")
    assert isinstance(found, RawDocument)
    return found


def test_tables_and_what_stands_beside_paragraphs_are_read_in_order() -> None:
    found = nitf(
        "",
        "<block>Before <em>it</em>.<p>One<br/>line.</p><table><caption>Hurt</caption><tr><th>Day</th>"
        "<td>Number</td></tr><tr><td><p>Friday</p></td><td>12</td></tr></table>Between.<!-- no --> And on.<ul><li>Outer"
        "<ul><li>Inner</li></ul></li></ul><media><p>no</p></media></block>",
    )
    assert found.content.split("\n\n") == [
        "Before it.", "One line.", "Hurt", "Day", "Number", "Friday", "12", "Between. And on.", "Outer", "Inner",
    ]  # fmt: skip


def test_byline_and_dateline_are_labelled_blocks_and_make_no_claims() -> None:
    head = "<byline>Ida Lund <byttl>in Halden</byttl></byline><dateline><location>HALDEN</location>, 3 May</dateline>"
    article = extract(nitf(head, "<p>A ferry struck the pier on Friday.</p><p>Nobody was hurt.</p>"))
    assert isinstance(article, Article)
    assert [(article.text[b.start : b.end], b.kind) for b in article.blocks] == [
        ("Ida Lund in Halden", BlockKind.BYLINE),
        ("HALDEN, 3 May", BlockKind.DATELINE),
        ("A ferry struck the pier on Friday.", BlockKind.LEAD),
        ("Nobody was hurt.", BlockKind.BODY),
    ]


def test_a_dateline_that_the_text_has_itself_is_not_told_twice() -> None:
    found = nitf("<dateline>HALDEN, 3 May</dateline>", "<p>HALDEN, 3 May (HT) - A ferry struck the pier.</p>")
    assert found.content == "HALDEN, 3 May (HT) - A ferry struck the pier."
    assert found.blocks == ()


def test_other_and_broken_files_are_told() -> None:
    for text, reason in (
        ("<rss/>", "watch"),
        ("<newsItem>", "no XML"),
        ("", "no XML"),
        ("<newsMessage/>", "no news item"),
    ):
        (found,) = read(text)
        assert isinstance(found, Problem)
        assert reason in found.reason


def test_entities_are_neither_expanded_nor_fetched(tmp_path: object) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    found = read(f"{bomb}<nitf><body><body.content><p>It is &y; &f; late.</p></body.content></body></nitf>")
    assert all("haha" not in each.content for each in found if isinstance(each, RawDocument))
