-- The schema as version 1 made it in SQLite: never to be changed.
CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE runs (
    n INTEGER NOT NULL,
    version TEXT DEFAULT '' NOT NULL,
    settings TEXT DEFAULT '' NOT NULL,
    models TEXT DEFAULT '' NOT NULL,
    started TEXT DEFAULT '' NOT NULL,
    finished TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (n)
);
CREATE TABLE documents (
    sha256 TEXT NOT NULL,
    media_type TEXT DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    data BLOB NOT NULL,
    seen TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (sha256)
);
CREATE TABLE articles (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    outlet TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    published TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    url TEXT DEFAULT '' NOT NULL,
    origin TEXT DEFAULT '' NOT NULL,
    dated TEXT DEFAULT '' NOT NULL,
    first_seen TEXT DEFAULT '' NOT NULL,
    last_seen TEXT DEFAULT '' NOT NULL,
    versions INTEGER DEFAULT '0' NOT NULL,
    latest INTEGER,
    text_sha256 TEXT DEFAULT '' NOT NULL,
    report_sha256 TEXT DEFAULT '' NOT NULL,
    story TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id),
    UNIQUE (latest)
);
CREATE INDEX articles_outlet ON articles (outlet, dated);
CREATE INDEX articles_text ON articles (text_sha256);
CREATE INDEX articles_dated ON articles (dated);
CREATE INDEX articles_story ON articles (story);
CREATE TABLE article_keys (
    "key" TEXT NOT NULL,
    article INTEGER,
    PRIMARY KEY ("key")
);
CREATE TABLE versions (
    n INTEGER NOT NULL,
    article INTEGER NOT NULL,
    number INTEGER NOT NULL,
    seen TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    outlet TEXT DEFAULT '' NOT NULL,
    published TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    document TEXT DEFAULT '' NOT NULL,
    text BLOB NOT NULL,
    blocks TEXT DEFAULT '' NOT NULL,
    run INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (n)
);
CREATE UNIQUE INDEX versions_article ON versions (article, number);
CREATE INDEX versions_document ON versions (document);
CREATE TABLE annotations (
    basis TEXT NOT NULL,
    annotator TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (basis, annotator)
);
CREATE TABLE text_vectors (
    basis TEXT NOT NULL,
    encoder TEXT NOT NULL,
    digests TEXT DEFAULT '' NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (basis, encoder)
);
CREATE TABLE vectors (
    article INTEGER NOT NULL,
    encoder TEXT DEFAULT '' NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (article)
);
CREATE TABLE members (
    article INTEGER NOT NULL,
    time INTEGER,
    data BLOB NOT NULL,
    PRIMARY KEY (article)
);
CREATE INDEX members_time ON members (time);
CREATE TABLE stories (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    forwarded_to TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    created TEXT DEFAULT '' NOT NULL,
    changed TEXT DEFAULT '' NOT NULL,
    first TEXT DEFAULT '' NOT NULL,
    last TEXT DEFAULT '' NOT NULL,
    languages TEXT DEFAULT '' NOT NULL,
    articles INTEGER DEFAULT '0' NOT NULL,
    outlets INTEGER DEFAULT '0' NOT NULL,
    independent_sources INTEGER DEFAULT '1' NOT NULL,
    statements INTEGER DEFAULT '0' NOT NULL,
    conflicts INTEGER DEFAULT '0' NOT NULL,
    variants INTEGER DEFAULT '0' NOT NULL,
    growth FLOAT DEFAULT '0' NOT NULL,
    basis TEXT DEFAULT '' NOT NULL,
    edited_basis TEXT DEFAULT '' NOT NULL,
    edition INTEGER DEFAULT '0' NOT NULL,
    edited TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id)
);
CREATE INDEX stories_forwarded ON stories (forwarded_to);
CREATE INDEX stories_by_sources ON stories (independent_sources DESC, growth DESC, n DESC) WHERE forwarded_to = '';
CREATE INDEX stories_by_growth ON stories (growth DESC, n DESC) WHERE forwarded_to = '';
CREATE INDEX stories_by_change ON stories (changed DESC, n DESC) WHERE forwarded_to = '';
CREATE INDEX stories_stale ON stories (articles DESC) WHERE forwarded_to = '' AND basis <> edited_basis;
CREATE TABLE story_events (
    n INTEGER NOT NULL,
    story TEXT DEFAULT '' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    article TEXT DEFAULT '' NOT NULL,
    other TEXT DEFAULT '' NOT NULL,
    edition INTEGER DEFAULT '0' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (n)
);
CREATE INDEX story_events_article ON story_events (article);
CREATE INDEX story_events_story ON story_events (story, n);
CREATE TABLE editions (
    n INTEGER NOT NULL,
    story TEXT DEFAULT '' NOT NULL,
    made TEXT DEFAULT '' NOT NULL,
    run INTEGER DEFAULT '0' NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    basis TEXT DEFAULT '' NOT NULL,
    articles INTEGER DEFAULT '0' NOT NULL,
    statements INTEGER DEFAULT '0' NOT NULL,
    conflicts INTEGER DEFAULT '0' NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (n)
);
CREATE INDEX editions_story ON editions (story, n);
CREATE TABLE utterances (
    n INTEGER NOT NULL,
    story TEXT DEFAULT '' NOT NULL,
    speaker TEXT DEFAULT '' NOT NULL,
    quotation TEXT DEFAULT '' NOT NULL,
    article TEXT DEFAULT '' NOT NULL,
    outlet TEXT DEFAULT '' NOT NULL,
    published TEXT DEFAULT '' NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    mode TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (n)
);
CREATE INDEX utterances_speaker ON utterances (speaker, published);
CREATE INDEX utterances_article ON utterances (article);
CREATE INDEX utterances_story ON utterances (story);
CREATE TABLE speakers (
    "key" TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    utterances INTEGER DEFAULT '0' NOT NULL,
    stories INTEGER DEFAULT '0' NOT NULL,
    last TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY ("key")
);
CREATE INDEX speakers_utterances ON speakers (utterances DESC, "key");
CREATE TABLE edges (
    n INTEGER NOT NULL,
    story TEXT DEFAULT '' NOT NULL,
    derived TEXT DEFAULT '' NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    derived_outlet TEXT DEFAULT '' NOT NULL,
    source_outlet TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    share FLOAT DEFAULT '0' NOT NULL,
    directed BOOLEAN NOT NULL,
    PRIMARY KEY (n)
);
CREATE INDEX edges_source ON edges (source_outlet, derived_outlet);
CREATE INDEX edges_derived ON edges (derived_outlet, source_outlet);
CREATE INDEX edges_story ON edges (story);
CREATE TABLE outlet_facts (
    story TEXT NOT NULL,
    outlet TEXT NOT NULL,
    articles INTEGER DEFAULT '0' NOT NULL,
    alone INTEGER DEFAULT '0' NOT NULL,
    first INTEGER DEFAULT '0' NOT NULL,
    copied INTEGER DEFAULT '0' NOT NULL,
    source INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (story, outlet)
);
CREATE INDEX outlet_facts_outlet ON outlet_facts (outlet);
CREATE TABLE outlets (
    name TEXT NOT NULL,
    articles INTEGER DEFAULT '0' NOT NULL,
    stories INTEGER DEFAULT '0' NOT NULL,
    alone INTEGER DEFAULT '0' NOT NULL,
    first INTEGER DEFAULT '0' NOT NULL,
    copied INTEGER DEFAULT '0' NOT NULL,
    source INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (name)
);
CREATE INDEX outlets_articles ON outlets (articles DESC, name);
CREATE TABLE judgements (
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    decision TEXT DEFAULT '' NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    story TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    comment TEXT DEFAULT '' NOT NULL,
    undone_at TEXT DEFAULT '' NOT NULL,
    undone_by TEXT DEFAULT '' NOT NULL,
    applied INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (id)
);
CREATE INDEX judgements_story ON judgements (story);
CREATE TABLE judgement_articles (
    judgement INTEGER NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (judgement, article)
);
CREATE INDEX judgement_articles_article ON judgement_articles (article);
CREATE TABLE feeds (
    url TEXT NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    etag TEXT DEFAULT '' NOT NULL,
    last_modified TEXT DEFAULT '' NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    checked FLOAT DEFAULT '0' NOT NULL,
    due FLOAT DEFAULT '0' NOT NULL,
    not_before FLOAT DEFAULT '0' NOT NULL,
    status INTEGER DEFAULT '0' NOT NULL,
    failures INTEGER DEFAULT '0' NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    gone BOOLEAN DEFAULT false NOT NULL,
    entries INTEGER DEFAULT '0' NOT NULL,
    articles INTEGER DEFAULT '0' NOT NULL,
    last_article FLOAT DEFAULT '0' NOT NULL,
    parent TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (url)
);
CREATE TABLE pages (
    url TEXT NOT NULL,
    host TEXT DEFAULT '' NOT NULL,
    feed TEXT DEFAULT '' NOT NULL,
    guid TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    outlet TEXT DEFAULT '' NOT NULL,
    published TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    mark TEXT DEFAULT '' NOT NULL,
    etag TEXT DEFAULT '' NOT NULL,
    last_modified TEXT DEFAULT '' NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    due FLOAT,
    fetched FLOAT DEFAULT '0' NOT NULL,
    visits INTEGER DEFAULT '0' NOT NULL,
    listed FLOAT DEFAULT '0' NOT NULL,
    status INTEGER DEFAULT '0' NOT NULL,
    failures INTEGER DEFAULT '0' NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    article TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (url)
);
CREATE INDEX pages_listed ON pages (listed);
CREATE INDEX pages_due ON pages (due, host);
CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='ascii');
INSERT INTO meta (name, value) VALUES ('schema', '1');
INSERT INTO stories (n, id, title, articles) VALUES (1, 'story-0123456789ab', 'An old story', 1);
INSERT INTO annotations (basis, annotator, data) VALUES ('b', 'a', x'00');
