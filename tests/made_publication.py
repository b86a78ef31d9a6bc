"""A publication made by hand, for tests of what comes after ``rights``: a few articles, every kind of
thing, awkward cases.

Offsets are looked up in the texts, so that they hold by construction. All outlets, people and sentences
are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Literal

from generator.publication import (
    Evidence,
    Highlight,
    Outlet,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicCountry,
    PublicEntity,
    PublicEvent,
    PublicQuote,
    PublicRole,
    RightsLevel,
    Status,
    Stretch,
    Weight,
    Withheld,
)

HighlightKind = Literal["quote", "event", "role", "country", "person", "organization", "place", "date"]

COUNTRY_NAMES = {
    "fr": "France",
    "in": "Inde",
    "sg": "Singapour",
    "au": "Australie",
    "ke": "Kenya",
    "br": "Brésil",
    "mg": "Madagascar",
    "mz": "Mozambique",
    "by": "Biélorussie",
    "ca": "Canada",
    "ch": "Suisse",
    "gb": "Royaume-Uni",
    "sn": "Sénégal",
    "eu": "Union européenne",
    "jp": "Japon",
    "cl": "Chili",
    "no": "Norvège",
    "us": "États-Unis",
}

OUTLETS = {
    "meridienne": Outlet(
        id="meridienne", name="Agence Méridienne", kind="agency", country="fr", rights="full"
    ),
    "estuaire": Outlet(
        id="estuaire", name="Le Courrier de l’Estuaire", kind="daily", country="fr", rights="excerpt"
    ),
    "nordev": Outlet(id="nordev", name="Agence Nordev", kind="state-media", country="by", rights="excerpt"),
    "sahel": Outlet(id="sahel", name="Radio Sahel Info", kind="broadcaster", country="sn", rights="link"),
    "harbour": Outlet(id="harbour", name="Harbour Wire", kind="agency", country="gb", rights="full"),
}

ANIKA = """\
ANTANANARIVO – Le cyclone Anika, qui a touché terre jeudi 12 novembre près de Mahajanga, a fait au \
moins 31 morts à Madagascar, a indiqué le Bureau des catastrophes.

« Onze communes restent muettes, et nous n’avons que deux hélicoptères pour aller voir », a déclaré son \
directeur, Hery Rakotomalala. « Les pistes sont coupées », a-t-il ajouté.

La tempête a ensuite frappé le nord du Mozambique.
La France a proposé un avion de transport."""

RED_CROSS = """\
La Croix-Rouge compte 58 morts après le passage du cyclone Anika à Madagascar et au Mozambique, onze de \
plus que le gouvernement malgache. « Nous additionnons ce que nos volontaires voient », explique \
Solveig Amundsen-Keller, cheffe des opérations d’urgence. Le directeur du Bureau des catastrophes, Hery \
Rakotomalala, conteste ce chiffre : « Nous ne comptons que les corps identifiés. »"""

NAIROBI = """\
NAIROBI – Le sommet de Nairobi sur l’adaptation climatique s’est achevé mercredi 18 novembre sur la \
création d’un fonds de 40 milliards de dollars.

« Le chèque n’est pas encore signé, mais le carnet est sur la table », a lancé la présidente du sommet, \
Grace Wanjiku Odhiambo, ministre kényane de l’Environnement.

La ministre française de la Transition écologique, Hélène Vasseur, avait rencontré mardi son homologue \
brésilien. « Nous n’avons pas tout obtenu ; nous avons obtenu l’essentiel », a-t-elle résumé. Un \
négociateur européen, sous couvert d’anonymat, nuance : « Une annonce n’est pas un virement. »"""

CORAIL = """\
L’exercice naval « Corail 2026 » se tiendra du 3 au 7 décembre au large de Kochi, en Inde. La France, \
Singapour et l’Australie y participeront.

« Quatre marines, une seule mer », résume le contre-amiral Yves Kerbellec, commandant de la zone \
maritime de l’océan Indien."""

CORAIL_EN = """\
Warships from four nations will gather off Kochi, India, for the Coral 2026 naval exercise from 2 to 7 \
December.

“We train together so that nobody is surprised when it matters,” said Commander Dev Menon, a spokesman \
for the Indian Navy. France, Singapore and Australia are sending ships."""

NORDKHIM = """\
MINSK – La Biélorussie proteste contre les sanctions annoncées samedi 21 novembre par l’Union \
européenne, la Suisse et le Canada contre l’entreprise Nordkhim. « C’est une guerre commerciale qui ne \
dit pas son nom », a affirmé le porte-parole du ministère des Affaires étrangères, Andreï Karpovitch. \
Le chargé d’affaires canadien a été convoqué."""

ARAI = """\
La ministre japonaise des Affaires étrangères, Naoko Arai, entame lundi une visite au Brésil, avant le \
Chili."""

VOSTOK = """\
Pékin enverra des soldats aux exercices de fin d’été, prévus du 30 août au 5 septembre. En mai, \
d’autres manœuvres avaient eu lieu."""


@dataclass
class _Maker:
    """Collects the highlights and evidence of one article while its statements are written down."""

    id: str
    text: str
    highlights: list[Highlight] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"articles/{self.id}/"

    def find(self, words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def mark(
        self,
        kind: HighlightKind,
        words: str,
        target: str | None = None,
        title: str | None = None,
        nth: int = 0,
    ) -> Highlight:
        start, end = self.find(words, nth)
        anchor = f"{kind[0] if kind != 'person' else 'n'}-{start}"
        made = Highlight(anchor=anchor, start=start, end=end, kind=kind, target=target, title=title)
        self.highlights.append(made)
        return made

    def words(
        self,
        kind: HighlightKind,
        words: str,
        *,
        hidden: bool = False,
        target: str | None = None,
        title: str | None = None,
    ) -> Evidence:
        if hidden:
            return Evidence(article_id=self.id, href=self.address, text=None)
        made = self.mark(kind, words, target, title)
        stop, line = self.text.rfind(". ", 0, made.start), self.text.rfind("\n", 0, made.start)
        begin = max(stop + 2 if stop >= 0 else 0, line + 1)
        stops = [
            stop for stop in (self.text.find(". ", made.end), self.text.find("\n", made.end)) if stop >= 0
        ]
        finish = min(stops, default=len(self.text) - 1) + 1
        return Evidence(
            article_id=self.id,
            href=f"{self.address}#{made.anchor}",
            text=words,
            before=self.text[begin : made.start],
            after=self.text[made.end : max(finish, made.end)].rstrip("\n"),
        )

    def stretch(
        self, start: int = 0, end: int | None = None, markup: tuple[tuple[int, str], ...] = ()
    ) -> Stretch:
        end = len(self.text) if end is None else end
        inside = tuple(
            h
            for h in sorted(self.highlights, key=lambda h: (h.start, -h.end))
            if start <= h.start and h.end <= end
        )
        return Stretch(start=start, end=end, text=self.text[start:end], highlights=inside, markup=markup)

    def stretch_of(self, first: str, last: str) -> Stretch:
        return self.stretch(self.find(first)[0], self.find(last)[1])


def _article(
    maker: _Maker,
    *,
    title: str | None,
    outlet: Outlet | None,
    day: date | None,
    stretches: tuple[Stretch, ...],
    countries: tuple[tuple[str, Weight], ...],
    rights: RightsLevel | None = None,
    language: str = "fr",
    **others: object,
) -> PublicArticle:
    article = PublicArticle(
        id=maker.id,
        address=maker.address,
        label=title or "Sans titre",
        title=title,
        outlet=outlet,
        source=outlet.name if outlet else None,
        author=None,
        url=None,
        published=day,
        published_at=None,
        received=day,
        language=language,
        analysed=True,
        rights=rights or (outlet.rights if outlet else "excerpt"),
        complete=False,
        stretches=stretches,
        countries=countries,
    )
    return replace(article, **others)  # type: ignore[arg-type]


def _quote(
    quote_id: str,
    evidence: Evidence,
    *,
    speaker: str | None,
    day: date | None,
    href: str | None = None,
    description: str | None = None,
    country: str | None = None,
    **others: object,
) -> PublicQuote:
    quote = PublicQuote(
        id=quote_id,
        statement_id=quote_id,
        evidence=evidence,
        pieces=(evidence.text,) if evidence.text else (),
        speaker=speaker,
        speaker_href=href,
        speaker_kind="person" if speaker else None,
        speaker_description=description,
        speaker_country=country,
        via=None,
        tier="sure",
        rule="cue-after",
        cue="a déclaré",
        confidence=0.9,
        indirect=False,
        language="fr",
        day=day,
    )
    return replace(quote, **others)  # type: ignore[arg-type]


def _event(
    event_id: str, name: str, kind: str, *, status: Status, reports: tuple[Evidence, ...], **others: object
) -> PublicEvent:
    event = PublicEvent(
        id=event_id,
        address=f"events/{event_id}/",
        name=name,
        type=kind,
        start=None,
        end=None,
        precision="day",
        status=status,
        status_reason="ended",
        modality="asserted",
        countries=(),
        participants=(),
        context=(),
        place_country=None,
        places=(),
        reports=reports,
        claims=(),
        disputed=(),
        articles=tuple(dict.fromkeys(report.article_id for report in reports)),
        quotes=(),
        merge_reason="single",
    )
    return replace(event, **others)  # type: ignore[arg-type]


def _person(
    person_id: str, name: str, country: str | None, *, roles: tuple[PublicRole, ...] = (), **others: object
) -> PublicEntity:
    entity = PublicEntity(
        id=person_id,
        kind="person",
        address=f"people/{person_id}/",
        name=name,
        aliases=(),
        country=country,
        roles=roles,
        articles=tuple(dict.fromkeys(role.evidence.article_id for role in roles)),
        quotes=(),
        quotes_about=(),
        events=(),
        countries=(country,) if country else (),
        merge_reason="single",
    )
    return replace(entity, **others)  # type: ignore[arg-type]


def _role(
    maker: _Maker,
    text: str,
    day: date | None,
    country: str | None,
    organisation: str | None = None,
    *,
    hidden: bool = False,
) -> PublicRole:
    evidence = maker.words("role", text, hidden=hidden)
    return PublicRole(
        text=None if hidden else text,
        organisation_id=organisation,
        country=country,
        former=False,
        day=day,
        evidence=evidence,
    )


def make_publication() -> Publication:
    """The whole publication, speaking for 23 November 2026, in French."""
    anika, red, nairobi = (
        _Maker("anika", ANIKA),
        _Maker("anika-croix-rouge", RED_CROSS),
        _Maker("nairobi", NAIROBI),
    )
    corail, coral, nordkhim = (
        _Maker("corail", CORAIL),
        _Maker("coral", CORAIL_EN),
        _Maker("nordkhim", NORDKHIM),
    )
    arai, vostok = _Maker("arai", ARAI), _Maker("vostok", VOSTOK)
    d13, d18, d20, d22, d23 = (date(2026, 11, day) for day in (13, 18, 20, 22, 23))

    rakoto, amundsen = "people/hery-rakotomalala/", "people/solveig-amundsen-keller/"
    quotes = (
        _quote(
            "q-anika-1",
            anika.words(
                "quote",
                "Onze communes restent muettes, et nous n’avons que deux hélicoptères pour aller voir",
            ),
            speaker="Hery Rakotomalala",
            href=rakoto,
            description="son directeur",
            country="mg",
            day=d13,
            countries=("mg",),
            events=("cyclone-anika",),
        ),
        _quote(
            "q-anika-2",
            anika.words("quote", "Les pistes sont coupées"),
            speaker="Hery Rakotomalala",
            href=rakoto,
            country="mg",
            day=d13,
            rule="inversion",
            cue="a-t-il ajouté",
            events=("cyclone-anika",),
        ),
        _quote(
            "q-red-1",
            red.words("quote", "Nous additionnons ce que nos volontaires voient"),
            speaker="Solveig Amundsen-Keller",
            href=amundsen,
            description="cheffe des opérations d’urgence",
            day=d18,
            cue="explique",
            countries=("mg", "mz"),
            events=("cyclone-anika",),
        ),
        _quote(
            "q-red-2",
            red.words("quote", "Nous ne comptons que les corps identifiés.", hidden=True),
            speaker="Hery Rakotomalala",
            href=rakoto,
            country="mg",
            day=d18,
            rule="colon",
            cue=None,
            events=("cyclone-anika",),
            tier="probable",
        ),
        _quote(
            "q-nairobi-1",
            nairobi.words("quote", "Le chèque n’est pas encore signé, mais le carnet est sur la table"),
            speaker="Grace Wanjiku Odhiambo",
            href="people/grace-wanjiku-odhiambo/",
            description="la présidente du sommet",
            country="ke",
            day=d18,
            cue="a lancé",
            events=("sommet-nairobi",),
        ),
        _quote(
            "q-nairobi-2",
            nairobi.words("quote", "Nous n’avons pas tout obtenu ; nous avons obtenu l’essentiel"),
            speaker="Hélène Vasseur",
            href="people/helene-vasseur/",
            description="La ministre française de la Transition écologique",
            country="fr",
            day=d18,
            rule="inversion",
            cue="a-t-elle résumé",
            events=("sommet-nairobi",),
            tier="probable",
        ),
        _quote(
            "q-nairobi-3",
            nairobi.words("quote", "Une annonce n’est pas un virement."),
            speaker=None,
            description="un négociateur européen, sous couvert d’anonymat",
            day=d18,
            rule="colon",
            cue="nuance",
            events=("sommet-nairobi",),
        ),
        _quote(
            "q-corail-1",
            corail.words("quote", "Quatre marines, une seule mer"),
            speaker="Yves Kerbellec",
            href="people/yves-kerbellec/",
            description="commandant de la zone maritime de l’océan Indien",
            country="fr",
            day=d22,
            cue="résume",
            events=("corail-2026",),
        ),
        _quote(
            "q-coral-1",
            coral.words("quote", "We train together so that nobody is surprised when it matters"),
            speaker="Dev Menon",
            href="people/dev-menon/",
            description="a spokesman for the Indian Navy",
            country="in",
            day=d23,
            cue="said",
            language="en",
            events=("corail-2026",),
        ),
        _quote(
            "q-nordkhim-1",
            nordkhim.words("quote", "C’est une guerre commerciale qui ne dit pas son nom"),
            speaker="Andreï Karpovitch",
            href="people/andrei-karpovitch/",
            description="le porte-parole du ministère des Affaires étrangères",
            country="by",
            day=d22,
            cue="a affirmé",
            via="Nordev TV",
            events=("sanctions-nordkhim",),
        ),
    )

    dead31, dead58 = anika.words("event", "31 morts"), red.words("event", "58 morts")
    first, last = (
        corail.words("date", "du 3 au 7 décembre", title="du 3 au 7 décembre 2026"),
        coral.words("date", "from 2 to 7 December", title="du 2 au 7 décembre 2026"),
    )
    events = (
        _event(
            "cyclone-anika",
            "cyclone Anika",
            "disaster",
            status="past",
            reports=(
                anika.words("event", "cyclone Anika", target="events/cyclone-anika/"),
                red.words("event", "cyclone Anika", target="events/cyclone-anika/"),
            ),
            start="2026-11-12",
            end="2026-11-13",
            precision="days",
            countries=(("mg", "target"), ("mz", "target")),
            context=("fr",),
            place_country="mg",
            places=(("Mahajanga", "mg", "near"),),
            participants=(
                ("hery-rakotomalala", "person", "speaker"),
                ("bureau-des-catastrophes", "organization", "actor"),
            ),
            claims=(
                PublicClaim(kind="dead", value="31", evidence=dead31, day=d13),
                PublicClaim(kind="dead", value="58", evidence=dead58, day=d18),
            ),
            disputed=("dead",),
            quotes=("q-anika-1", "q-anika-2", "q-red-1", "q-red-2"),
            merge_reason="type+dates+place",
        ),
        _event(
            "sommet-nairobi",
            "sommet de Nairobi sur l’adaptation climatique",
            "meeting",
            status="past",
            reports=(nairobi.words("event", "sommet de Nairobi sur l’adaptation climatique"),),
            start="2026-11-16",
            end="2026-11-18",
            precision="days",
            countries=(("ke", "host"), ("fr", "actor"), ("br", "actor")),
            place_country="ke",
            places=(("Nairobi", "ke", "at"),),
            participants=(
                ("grace-wanjiku-odhiambo", "person", "host"),
                ("helene-vasseur", "person", "actor"),
            ),
            claims=(
                PublicClaim(
                    kind="amount",
                    value="40 milliards de dollars",
                    evidence=nairobi.words("event", "40 milliards de dollars"),
                    day=d18,
                ),
            ),
            quotes=("q-nairobi-1", "q-nairobi-2", "q-nairobi-3"),
        ),
        _event(
            "corail-2026",
            "exercice naval « Corail 2026 »",
            "military-exercise",
            status="announced",
            status_reason="starts-later",
            modality="planned",
            reports=(
                corail.words("event", "exercice naval « Corail 2026 »"),
                coral.words("event", "Coral 2026 naval exercise"),
            ),
            start="2026-12-03",
            end="2026-12-07",
            precision="days",
            countries=(("in", "host"), ("fr", "actor"), ("sg", "actor"), ("au", "actor")),
            place_country="in",
            places=(("Kochi", "in", "near"),),
            participants=(("yves-kerbellec", "person", "actor"), ("dev-menon", "person", "speaker")),
            claims=(
                PublicClaim(kind="dates", value="2026-12-03/2026-12-07", evidence=first, day=d22),
                PublicClaim(kind="dates", value="2026-12-02/2026-12-07", evidence=last, day=d23),
            ),
            disputed=("dates",),
            quotes=("q-corail-1", "q-coral-1"),
            merge_reason="same-name",
        ),
        _event(
            "sanctions-nordkhim",
            "sanctions contre Nordkhim",
            "sanctions",
            status="past",
            reports=(nordkhim.words("event", "sanctions"),),
            start="2026-11-21",
            end="2026-11-21",
            countries=(("eu", "actor"), ("ch", "actor"), ("ca", "actor"), ("by", "target")),
            participants=(("nordkhim", "organization", "target"),),
            quotes=("q-nordkhim-1",),
        ),
        _event(
            "visite-arai",
            "visite de Naoko Arai au Brésil et au Chili",
            "visit",
            status="ongoing",
            status_reason="within-dates",
            reports=(arai.words("event", "visite", hidden=True),),
            start="2026-11-23",
            end="2026-11-26",
            precision="days",
            countries=(("jp", "actor"), ("br", "host"), ("cl", "host")),
            place_country="br",
        ),
        _event(
            "exercices-de-fin-d-ete",
            "exercices de fin d’été",
            "military-exercise",
            status="announced",
            status_reason="worded-announced",
            modality="planned",
            reports=(vostok.words("event", "exercices de fin d’été"),),
            start="XXXX-08-30",
            end="XXXX-09-05",
            precision="days",
        ),
        _event(
            "manoeuvres-de-mai",
            "manœuvres de mai",
            "military-exercise",
            status="past",
            status_reason="worded-past",
            reports=(vostok.words("event", "manœuvres"),),
            start="XXXX-05",
            end="XXXX-05",
            precision="month",
        ),
        _event(
            "guerre-sans-date",
            "guerre sans date",
            "armed-conflict",
            status="unconfirmed",
            status_reason="worded-announced",
            reports=(vostok.words("event", "soldats"),),
        ),
    )

    people = (
        _person(
            "hery-rakotomalala",
            "Hery Rakotomalala",
            "mg",
            roles=(
                _role(anika, "directeur", d13, "mg", "bureau-des-catastrophes"),
                _role(red, "directeur du Bureau des catastrophes", d18, "mg", "bureau-des-catastrophes"),
            ),
            aliases=("M. Rakotomalala",),
            quotes=("q-anika-1", "q-anika-2", "q-red-2"),
            events=("cyclone-anika",),
        ),
        _person(
            "solveig-amundsen-keller",
            "Solveig Amundsen-Keller",
            None,
            roles=(_role(red, "cheffe des opérations d’urgence", d18, None),),
            quotes=("q-red-1",),
        ),
        _person(
            "grace-wanjiku-odhiambo",
            "Grace Wanjiku Odhiambo",
            "ke",
            roles=(_role(nairobi, "ministre kényane de l’Environnement", d18, "ke"),),
            quotes=("q-nairobi-1",),
            events=("sommet-nairobi",),
        ),
        _person(
            "helene-vasseur",
            "Hélène Vasseur",
            "fr",
            roles=(_role(nairobi, "ministre française de la Transition écologique", d18, "fr"),),
            quotes=("q-nairobi-2",),
            quotes_about=("q-nairobi-3",),
            events=("sommet-nairobi",),
        ),
        _person(
            "yves-kerbellec",
            "Yves Kerbellec",
            "fr",
            roles=(_role(corail, "commandant de la zone maritime de l’océan Indien", d22, "fr"),),
            quotes=("q-corail-1",),
            events=("corail-2026",),
        ),
        _person(
            "dev-menon",
            "Dev Menon",
            "in",
            roles=(_role(coral, "spokesman for the Indian Navy", d23, "in"),),
            quotes=("q-coral-1",),
            events=("corail-2026",),
        ),
        _person(
            "andrei-karpovitch",
            "Andreï Karpovitch",
            "by",
            roles=(
                _role(
                    nordkhim,
                    "porte-parole du ministère des Affaires étrangères",
                    d22,
                    "by",
                    "ministere-bielorusse",
                ),
            ),
            quotes=("q-nordkhim-1",),
            events=("sanctions-nordkhim",),
        ),
        _person(
            "naoko-arai",
            "Naoko Arai",
            "jp",
            roles=(_role(arai, "ministre japonaise des Affaires étrangères", d23, "jp", hidden=True),),
            articles=("arai",),
            events=("visite-arai",),
        ),
        _person("mere-de-famille", "Une passante", None, articles=("anika",), listed=False),
    )
    organisations = tuple(
        replace(
            _person(org_id, name, country),
            kind="organization",
            address=f"organisations/{org_id}/",
            articles=articles,
            events=events_,
        )
        for org_id, name, country, articles, events_ in (
            (
                "bureau-des-catastrophes",
                "Bureau des catastrophes",
                "mg",
                ("anika", "anika-croix-rouge"),
                ("cyclone-anika",),
            ),
            ("ministere-bielorusse", "ministère biélorusse des Affaires étrangères", "by", ("nordkhim",), ()),
            ("nordkhim", "Nordkhim", "by", ("nordkhim",), ("sanctions-nordkhim",)),
        )
    )

    for maker, places in (
        (anika, (("Madagascar", "mg"), ("Mozambique", "mz"), ("France", "fr"))),
        (red, (("Madagascar", "mg"), ("Mozambique", "mz"))),
        (nairobi, (("kényane", "ke"), ("française", "fr"), ("brésilien", "br"))),
        (corail, (("Inde", "in"), ("France", "fr"), ("Singapour", "sg"), ("Australie", "au"))),
        (coral, (("India", "in"), ("France", "fr"), ("Singapore", "sg"), ("Australia", "au"))),
        (nordkhim, (("Biélorussie", "by"), ("Union européenne", "eu"), ("Suisse", "ch"), ("Canada", "ca"))),
    ):
        for words, code in places:
            maker.mark("country", words, f"countries/{code}/", f"{COUNTRY_NAMES[code]} · nom")
    anika.mark("person", "Hery Rakotomalala", rakoto)
    anika.mark("organization", "Bureau des catastrophes", "organisations/bureau-des-catastrophes/")
    anika.mark("date", "jeudi 12 novembre", None, "12 novembre 2026")
    anika.mark("place", "Mahajanga", "countries/mg/")
    vostok.mark("date", "du 30 août au 5 septembre", None, "du 30 août au 5 septembre (année inconnue)")

    articles = (
        _article(
            coral,
            title="Coral 2026: four navies to meet off Kochi",
            outlet=OUTLETS["harbour"],
            day=d23,
            stretches=(coral.stretch(),),
            complete=True,
            language="en",
            countries=(("in", "subject"), ("fr", "actor"), ("sg", "actor"), ("au", "actor")),
            people=("dev-menon",),
            events=("corail-2026",),
            quotes=("q-coral-1",),
            url="https://harbour-wire.example/coral",
            published_at=datetime(2026, 11, 23, 6, 40, tzinfo=UTC),
        ),
        _article(
            arai,
            title="Naoko Arai au Brésil, puis au Chili",
            outlet=OUTLETS["sahel"],
            day=d23,
            stretches=(),
            countries=(("jp", "subject"), ("br", "actor"), ("cl", "actor")),
            people=("naoko-arai",),
            events=("visite-arai",),
            url="javascript:alert(1)",
        ),
        _article(
            corail,
            title="Corail 2026 : quatre marines attendues en Inde",
            outlet=OUTLETS["meridienne"],
            day=d22,
            stretches=(corail.stretch(),),
            complete=True,
            countries=(("in", "subject"), ("fr", "actor"), ("sg", "actor"), ("au", "actor")),
            people=("yves-kerbellec",),
            events=("corail-2026",),
            quotes=("q-corail-1",),
            author="Maëlle Tanguy",
        ),
        _article(
            nordkhim,
            title="Minsk dénonce une « guerre commerciale »",
            outlet=OUTLETS["nordev"],
            day=d22,
            stretches=(
                nordkhim.stretch_of("La Biélorussie proteste", "Nordkhim."),
                nordkhim.stretch_of("« C’est une guerre", "Andreï Karpovitch."),
            ),
            countries=(("by", "subject"), ("eu", "actor"), ("ch", "actor"), ("ca", "actor")),
            people=("andrei-karpovitch",),
            organisations=("nordkhim", "ministere-bielorusse"),
            events=("sanctions-nordkhim",),
            quotes=("q-nordkhim-1",),
        ),
        _article(
            nairobi,
            title="Nairobi : un fonds de 40 milliards",
            outlet=OUTLETS["meridienne"],
            day=d18,
            stretches=(nairobi.stretch(),),
            complete=True,
            countries=(("ke", "subject"), ("fr", "actor"), ("br", "actor"), ("us", "passing")),
            people=("grace-wanjiku-odhiambo", "helene-vasseur"),
            events=("sommet-nairobi",),
            quotes=("q-nairobi-1", "q-nairobi-2", "q-nairobi-3"),
        ),
        _article(
            red,
            title="La Croix-Rouge revoit le bilan d’Anika",
            outlet=OUTLETS["estuaire"],
            day=d18,
            stretches=(
                red.stretch_of("La Croix-Rouge", "d’urgence."),
                red.stretch_of("Le directeur", "ce chiffre"),
            ),
            countries=(("mg", "subject"), ("mz", "actor")),
            people=("solveig-amundsen-keller", "hery-rakotomalala"),
            organisations=("bureau-des-catastrophes",),
            events=("cyclone-anika",),
            quotes=("q-red-1", "q-red-2"),
            author="Mathilde Crettenand",
        ),
        _article(
            anika,
            title="Cyclone Anika : 31 morts à Madagascar",
            outlet=OUTLETS["meridienne"],
            day=d13,
            stretches=(anika.stretch(),),
            complete=True,
            countries=(("mg", "subject"), ("mz", "actor"), ("fr", "passing")),
            people=("hery-rakotomalala", "mere-de-famille"),
            organisations=("bureau-des-catastrophes",),
            events=("cyclone-anika",),
            quotes=("q-anika-1", "q-anika-2"),
            title_highlights=(
                Highlight(anchor="t-c-26", start=27, end=37, kind="country", target="countries/mg/"),
            ),
        ),
        _article(
            vostok,
            title=None,
            outlet=None,
            day=None,
            stretches=(vostok.stretch(),),
            complete=True,
            countries=(),
            events=("exercices-de-fin-d-ete", "manoeuvres-de-mai", "guerre-sans-date"),
        ),
        _article(
            _Maker("hostile", "x"),
            title="<script>alert('titre')</script> {{7*7}} \u202eetis",
            outlet=None,
            day=d20,
            stretches=(),
            rights="link",
            countries=(),
            source='"><img src=x onerror=alert(1)>',
            author='--8<-- "secret"',
            language="pl",
            analysed=False,
        ),
    )

    countries: dict[str, PublicCountry] = {}
    for code in ("au", "by", "br", "ca", "cl", "fr", "in", "jp", "ke", "mg", "mz", "sg", "ch", "eu"):
        mine = tuple((a.id, w) for a in articles for c, w in a.countries if c == code)
        others: dict[str, int] = {}
        for a in articles:
            codes = [c for c, _ in a.countries]
            for other in codes if code in codes else ():
                if other != code:
                    others[other] = others.get(other, 0) + 1
        countries[code] = PublicCountry(
            code=code,
            address=f"countries/{code}/",
            name=COUNTRY_NAMES[code],
            sort_key=COUNTRY_NAMES[code].casefold(),
            articles=mine,
            events=tuple(e.id for e in events if code in [c for c, _ in e.countries]),
            quotes_by=tuple(q.id for q in quotes if q.speaker_country == code),
            quotes_about=tuple(q.id for q in quotes if code in q.countries),
            people=tuple(p.id for p in people if p.country == code),
            organisations=tuple(o.id for o in organisations if o.country == code),
            related=tuple(sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))),
        )

    return Publication(
        language="fr",
        as_of=d23,
        articles={article.id: article for article in articles},
        countries=countries,
        people={person.id: person for person in people},
        organisations={entity.id: entity for entity in organisations},
        events={event.id: event for event in events},
        quotes={quote.id: quote for quote in quotes},
        country_names=COUNTRY_NAMES,
        withheld=Withheld(
            articles_none=1,
            statements_without_words=2,
            set_aside=1,
        ),
    )


def make_empty_publication() -> Publication:
    """A publication of nothing: what a site says before its first article."""
    return Publication(
        language="fr",
        as_of=None,
        articles={},
        countries={},
        people={},
        organisations={},
        events={},
        quotes={},
        country_names={},
    )
