"""Each format read back by the library or schema that its users read it with."""

import csv
import io
import json
import re
import subprocess
import warnings
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from variorum.edition import Edition
from variorum.edition.iris import article_names
from variorum.interchange import export
from variorum.interchange.apparatus import tables
from variorum.model import Verdict

SCHEMAS = Path(__file__).parent / "schemas"
TEI = "{http://www.tei-c.org/ns/1.0}"
EDITIONS = pytest.mark.parametrize("kind", ["edition", "hostile", "empty"])


@pytest.fixture
def told(kind: str, request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.getfixturevalue(kind)
    return found


def only(edition: Edition, name: str) -> bytes:
    (file,) = export(edition, name)
    return file.content


@EDITIONS
def test_annotations_select_what_they_say(told: Edition) -> None:
    collection = json.loads(only(told, "web-annotation"))
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(told.statements) + len(told.quotations) + len(told.discrepancies)
    texts = {name: told.articles[i].text for i, name in enumerate(article_names(told).values())}
    for item in items:
        assert item["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert item["type"] == "Annotation"
        assert item["target"]
        for target in item["target"]:
            quote, position = target["selector"]
            text = texts[target["source"]["id"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            assert target["state"]["sourceDate"] == told.generator.created


@EDITIONS
def test_follow_the_money_accepts_every_entity(told: Edition) -> None:
    ftm = pytest.importorskip("followthemoney")
    known: set[str] = set()
    for line in only(told, "ftm").splitlines():
        data = json.loads(line)
        proxy = ftm.model.get_proxy(data, cleaned=False)
        proxy.schema.validate(data)
        for name, values in data["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None
            if prop.type.name == "entity":
                assert set(values) <= known
            elif prop.type.name in ("date", "language", "url"):
                assert [prop.type.clean(value) for value in values] == values
        known.add(data["id"])


def test_follow_the_money_has_what_the_edition_has(edition: Edition) -> None:
    found = [json.loads(line)["schema"] for line in only(edition, "ftm").splitlines()]
    assert found.count("Article") == len(edition.articles)
    assert found.count("Event") == 1
    assert found.count("Note") == sum(d.verdict is not Verdict.COMPATIBLE for d in edition.discrepancies)
    assert found.count("UnknownLink") == len(edition.lineage.edges)
    assert found.count("Mention") >= found.count("Person") >= 1


@pytest.fixture(scope="module")
def all_of_tei() -> Any:
    from lxml import etree

    return etree.RelaxNG(etree.parse(SCHEMAS / "tei_all.rng"))


@EDITIONS
def test_tei_is_valid(told: Edition, all_of_tei: Any) -> None:
    from lxml import etree

    root = etree.fromstring(only(told, "tei"))
    all_of_tei.assertValid(root)
    etree.SubElement(root.find(f".//{TEI}body"), f"{TEI}rdg")
    assert not all_of_tei.validate(root)


@EDITIONS
def test_tei_gives_every_witness_back(told: Edition) -> None:
    from lxml import etree

    root = etree.fromstring(only(told, "tei"))
    divisions = root.findall(f".//{TEI}div")
    found = list(tables(told))
    assert len(divisions) == len(found)
    for division, table in zip(divisions, found, strict=True):
        for witness in table.witnesses:
            sign = f"{table.quotation.id}.{witness.sign}"
            assert division.find(f".//{TEI}witness[@{{http://www.w3.org/XML/1998/namespace}}id='{sign}']") is not None
            read = _witness(division.find(f"{TEI}p"), sign)
            assert read.split() == "".join(t.text for t in witness.tokens).split()


def _witness(line: object, sign: str) -> str:
    """The text of one witness, as the Guidelines say an apparatus by parallel segmentation is read."""
    text = line.text or ""  # type: ignore[attr-defined]
    for entry in line:  # type: ignore[attr-defined]
        (reading,) = [r for r in entry if f"#{sign}" in r.get("wit").split()]
        text += (reading.text or "") + (entry.tail or "")
    return text


def test_collatex_reads_the_words_and_has_the_same_shape(edition: Edition) -> None:
    collatex = pytest.importorskip("collatex")
    files = {file.name: json.loads(file.content) for file in export(edition, "collatex")}
    assert files
    for name in [name for name in files if name.endswith(".witnesses.json")]:
        own = files[name.replace("witnesses", "table")]
        theirs = json.loads(
            collatex.collate(collatex.Collation.create_from_dict(files[name]), output="json", segmentation=False)
        )
        assert theirs["witnesses"] == own["witnesses"]
        for their_row, own_row in zip(theirs["table"], own["table"], strict=True):
            assert [t["t"] for cell in their_row if cell for t in cell] == [
                t["t"] for cell in own_row if cell for t in cell
            ]


@EDITIONS
def test_networkx_reads_the_lineage(told: Edition) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(io.BytesIO(only(told, "graphml")))
    assert sorted(graph.nodes) == sorted(a.id for a in told.articles)
    assert sorted((s, d, k["kind"], k["directed"]) for s, d, k in graph.edges(data=True)) == sorted(
        (e.source, e.derived, str(e.kind), e.directed) for e in told.lineage.edges
    )


@EDITIONS
def test_graphviz_draws_the_lineage(told: Edition) -> None:
    dot = which("dot")
    if dot is None:
        pytest.skip("Graphviz is not installed (Debian: apt install graphviz)")
    drawn = subprocess.run([dot, "-Tplain"], input=only(told, "dot"), capture_output=True, check=True).stdout.decode()
    assert drawn.count("\nnode ") == len(told.articles)
    assert drawn.count("\nedge ") == len(told.lineage.edges)


@EDITIONS
def test_provenance_is_prov(told: Edition) -> None:
    rdflib, prov = pytest.importorskip("rdflib"), pytest.importorskip("prov.model")
    graph = rdflib.Graph()
    graph.parse(data=only(told, "prov"), format="json-ld")
    known = rdflib.Namespace("http://www.w3.org/ns/prov#")
    terms = {term for triple in graph for term in triple if str(term).startswith(known)}
    assert terms <= set(dir(rdflib.PROV)), "the namespace is closed"
    entities = set(graph.subjects(rdflib.RDF.type, known.Entity))
    assert {rdflib.URIRef(name) for name in article_names(told).values()} <= entities
    wordings = sum(len(q.wordings) for q in told.quotations)
    assert len(set(graph.subject_objects(known.wasQuotedFrom))) == wordings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        turtle = graph.serialize(format="turtle")
        document = prov.ProvDocument.deserialize(content=turtle, format="rdf", rdf_format="turtle")
    assert len(list(document.get_records(prov.ProvEntity))) == len(entities)
    assert len(list(document.get_records(prov.ProvActivity))) == 1


@EDITIONS
def test_schema_org_names_what_it_is_based_on(told: Edition) -> None:
    rdflib = pytest.importorskip("rdflib")
    data = json.loads(only(told, "schema-org"))
    data["@context"] = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
    graph = rdflib.Graph()
    graph.parse(data=json.dumps(data), format="json-ld")
    terms = rdflib.Namespace("https://schema.org/")
    assert len(set(graph.subjects(rdflib.RDF.type, terms.NewsArticle))) == len(told.articles)
    assert len(set(graph.subjects(rdflib.RDF.type, terms.Claim))) == len(told.statements)
    (report,) = graph.subjects(rdflib.RDF.type, terms.Report)
    assert len(set(graph.objects(report, terms.isBasedOn))) == len(told.articles)
    known = {e.derived for e in told.lineage.edges if e.directed}
    assert len({s for s in graph.subjects(terms.isBasedOn) if s != report}) == len(known)


@EDITIONS
def test_ninjs_is_valid(told: Edition) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    schema = json.loads((SCHEMAS / "ninjs-schema_3.1.json").read_text("utf-8"))
    places = referencing.Resource.from_contents({"$schema": schema["$schema"]})  # no item of ours has a shape on a map
    registry = referencing.Registry().with_resource("https://geojson.org/schema/GeoJSON.json", places)
    registry = registry.with_resource(schema["$id"], referencing.Resource.from_contents(schema))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, registry=registry, format_checker=checker)
    item = json.loads(only(told, "ninjs"))
    assert [error.message for error in validator.iter_errors(item)] == []
    assert not validator.is_valid({**item, "made_up": 1})


@EDITIONS
def test_tables_say_the_same_in_both_formats(told: Edition) -> None:
    polars = pytest.importorskip("polars")
    parquet = {f.name.removesuffix(".parquet"): polars.read_parquet(f.content) for f in export(told, "parquet")}
    for file in export(told, "csv"):
        rows = list(csv.reader(io.StringIO(file.content.decode("utf-8"), newline="")))
        frame = parquet[file.name.removesuffix(".csv")]
        assert rows[0] == frame.columns
        assert len(rows) - 1 == frame.height
        for row in rows[1:]:
            assert not [cell for cell in row if re.match(r"[=+@]|-(?!\d)", cell)]


def test_the_page_is_printed(edition: Edition) -> None:
    if which("chromium") is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium)")
    content = only(edition, "pdf")
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 1
    pdfium = pytest.importorskip("pypdfium2")
    with pdfium.PdfDocument(content) as document:
        first = document[0].get_textpage().get_text_bounded()
    assert edition.story.title in " ".join(first.split())


@EDITIONS
def test_another_reader_of_parquet_finds_the_same_rows(told: Edition) -> None:
    polars, parquet = pytest.importorskip("polars"), pytest.importorskip("pyarrow.parquet")
    for file in export(told, "parquet"):
        assert parquet.read_table(io.BytesIO(file.content)).to_pylist() == polars.read_parquet(file.content).to_dicts()


@EDITIONS
def test_markdown_is_parsed_with_its_title_and_no_markup_of_others(told: Edition) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    tokens = markdown_it.MarkdownIt("commonmark").parse(only(told, "md").decode("utf-8"))
    assert [token.tag for token in tokens].count("h1") == 2, "one heading, opened and closed"
    inside = [child for token in tokens for child in token.children or ()]
    assert not [token for token in (*tokens, *inside) if token.type in ("html_block", "html_inline")]
