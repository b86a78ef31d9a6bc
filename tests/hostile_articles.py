"""A desk whose every input is hostile: files, folders, metadata, bodies, and the names that editors gave.

Whatever runs sets ``window.pwned`` and opens a dialog; whatever loads asks ``evil.example``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from conftest import Project

RUN = "window.pwned=1;alert(1)"
SCRIPT = f"<script>{RUN}</script>"
IMAGE = f'"><img src=x onerror="{RUN}">'
CLOSER = f"</title></textarea></style></script><script>{RUN}</script>"
SVG = f"'/><svg/onload={RUN}>"
LINKS = f"[lien](javascript:{RUN}) ![vue](https://evil.example/v.png) <javascript:{RUN}>"
TEMPLATE = "{{7*7}} {% raw %} {{ config.items() }} ${7*7} #{7*7}"
SNIPPET = '--8<-- "pyproject.toml"'
TURNED = "rapport \u202eexe.fdp\u2066 brut"
TITLES = {
    "script": f"Zorglub {SCRIPT} un",
    "image": f"Zorglub {IMAGE} deux",
    "closer": f"Zorglub {CLOSER} trois",
    "links": f"Zorglub {LINKS} quatre",
    "template": f"Zorglub {TEMPLATE} cinq",
    "snippet": f"Zorglub {SNIPPET} six",
    "turned": f"Zorglub {TURNED} sept",
    "entities": "Zorglub &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &#60;b&#62; huit",
}
"""By article: what is shown as typed."""
RENAMED = f"Zorglub {SCRIPT} {IMAGE} {TEMPLATE} "

BODY = f"""\
La France et l’Inde mèneront du 3 au 7 décembre 2026 un exercice naval « {SCRIPT} 2026 » au large de Kochi. \
« Nous voulons {SCRIPT} apprendre {IMAGE} à manœuvrer {TEMPLATE} ensemble », a déclaré le capitaine Hugo Vernet, \
porte-parole de la marine {SVG} française.

« Rien {LINKS} ne presse {SNIPPET} vraiment », a répondu Indira Malhotra, ministre indienne de la Défense. \
L’Organisation des Nations unies (ONU) salue {CLOSER} un accord {TURNED} signé à Genève.

{SCRIPT}

{SNIPPET}

{LINKS}
"""

MARKDOWN_BODY = f"""\
# En-tête {SCRIPT} {{onclick="{RUN}"}}

{SNIPPET}

--8<-- "../../mkdocs.yml"

{SCRIPT}

<img src=x onerror="{RUN}"> <iframe src="https://evil.example/"></iframe> <a href="javascript:{RUN}">clic</a>
<style>@import url(https://evil.example/s.css);</style> <svg onload="{RUN}"><script>{RUN}</script></svg>
<math><mtext><table><mglyph><style><img src=x onerror="{RUN}"></style></mglyph></table></mtext></math>

{LINKS} [renvoi][r] [autre](  java&#115;cript:{RUN} ) [data](data:text/html,{SCRIPT})

[r]: javascript:{RUN} "titre"

> {TEMPLATE}

{{{{ 7*7 }}}} ![x](x "onerror={RUN}") ``{SCRIPT}`` *a{{: onmouseover="{RUN}" }}*

{BODY}
"""


def _articles() -> Iterator[tuple[str, str]]:
    for number, (name, title) in enumerate(TITLES.items(), 1):
        header = (
            f"Titre: {title}\nDate: {number:02d}/11/2026\nSource: Quai {title}\nAuteur: {title}\n"
            f"URL: javascript:{RUN}//{number}\nDescription: {title}\n\n"
        )
        yield f"{number:02d}-{name}.txt", header + BODY
    quoted = json.dumps(f"Zorglub {SCRIPT} {IMAGE} neuf")
    front = f'---\ntitle: {quoted}\nauthor: {json.dumps(SVG)}\nurl: https://evil.example/"onclick={RUN}\n'
    yield (
        "body.md",
        f"{front}tags: [{json.dumps(SCRIPT)}]\n? {json.dumps(IMAGE)}\n: x\n---\n\n{MARKDOWN_BODY}",
    )
    odd = json.dumps("Zorglub \x00\x07\x1b[31m\x0b\x85\u2028\ufffe\ufeff dix")
    yield "odd.md", f"---\ntitle: {odd}\ndate: 2026-11-09\nsource: {odd}\n---\n\n{BODY}"
    folder = "2026-11-20/<img src=x onerror=window.pwned=1>"
    yield f"{folder}/<svg onload=window.pwned=1>.txt", f"Le Pérou vote dimanche. {SCRIPT}\n"
    yield (
        f"{folder}/{{{{7*7}}}} {{% raw %}} javascript:window.pwned=1.txt",
        f"{SCRIPT}\n\nLe Chili vote lundi à Santiago.\n",
    )
    yield f"{folder}/\u202etxt.exe.txt", f"À Lima, {IMAGE} les partisans du {SCRIPT} défilent.\n"
    yield f"{folder}/<img src=x onerror=window.pwned=1>.pdf", "set aside"
    yield (
        f'{folder}/"><script>window.pwned=1<script>.txt',
        "Date: <img src=x onerror=window.pwned=1>\n\nset aside\n",
    )


def build_hostile_site(project: Project) -> Project:
    """Build it twice: then editors' names, as hostile, stand on every event, person and organisation."""
    for path, text in _articles():
        project.article(path, text)
    project.build()
    rows = [
        json.loads(line)
        for line in (project.root / "site_config/registry.jsonl").read_text("utf-8").splitlines()
    ]
    folders = {"event": "events", "person": "people", "organization": "organisations"}
    decisions = [
        f"[[rename]]\naddress = {json.dumps(folders[row['kind']] + '/' + row['slug'])}\n"
        f"name = {json.dumps(RENAMED + row['slug'])}\n"
        for row in rows
        if row["kind"] in folders
    ]
    people = [f"people/{row['slug']}" for row in rows if row["kind"] == "person"]
    decisions.append(f"[[same]]\naddresses = {json.dumps(people[:2])}\n")
    project.write("site_config/corrections/hostile.toml", "\n".join(decisions))
    project.build()
    return project
