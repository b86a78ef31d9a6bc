/* The site works without this file; it adds the legend's switches and the filter of the quotes. No other host is asked. */
(function () {
  "use strict";

  /* Legend of an article: each kind of mark becomes a switch. */
  function equipLegend(legend) {
    var text = document.querySelector("[data-text]");
    if (!text) return;
    legend.querySelectorAll("[data-kind]").forEach(function (sample) {
      var kind = sample.getAttribute("data-kind");
      var button = document.createElement("button");
      button.type = "button";
      button.className = "legend__switch";
      button.setAttribute("aria-pressed", "true");
      button.setAttribute("title", legend.getAttribute("data-label") + " " + sample.textContent);
      sample.replaceWith(button);
      button.appendChild(sample);
      button.addEventListener("click", function () {
        var shown = button.getAttribute("aria-pressed") === "true";
        button.setAttribute("aria-pressed", String(!shown));
        document.querySelectorAll(".briefing--article").forEach(function (page) {
          page.classList.toggle("without-" + kind, shown);
        });
      });
    });
  }

  /* A mark that is cut in pieces lights up as one when it is the target. */
  function lightTarget() {
    document.querySelectorAll(".mark--lit").forEach(function (mark) {
      mark.classList.remove("mark--lit");
    });
    var id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    document.querySelectorAll("mark[data-of]").forEach(function (mark) {
      if (mark.getAttribute("data-of") === id) mark.classList.add("mark--lit");
    });
  }

  /* Filters of a page of quotes; the choice stands in the address, so that it can be sent to somebody. */
  function equipFilters(form) {
    var newest = document.querySelector("[data-list]");
    var list = newest;
    var whole = null;
    var months = form.hasAttribute("data-whole") ? Array.from(document.querySelectorAll(".months a")) : [];
    var count = form.querySelector("[role=status]");
    var selects = Array.from(form.querySelectorAll("select"));

    /* Where the quotes are parted by month, a choice looks through all of them; nothing is fetched before. */
    function load() {
      count.textContent = form.dataset.loading;
      return Promise.all(months.map(function (link) {
        return fetch(link.href).then(function (response) {
          if (!response.ok) throw new Error(response.status);
          return response.text();
        }).then(function (text) {
          var part = new DOMParser().parseFromString(text, "text/html").querySelector("[data-list]");
          part.querySelectorAll("a[href]").forEach(function (inner) {
            inner.setAttribute("href", new URL(inner.getAttribute("href"), link.href).href);
          });
          return Array.from(part.children);
        });
      })).then(function (parts) {
        var holder = document.createElement("div");
        parts.forEach(function (part) { part.forEach(function (child) { holder.appendChild(document.importNode(child, true)); }); });
        if (navigator.clipboard) holder.querySelectorAll("button.copy").forEach(equipCopy);
        return holder;
      });
    }

    function show(wanted) {
      if (wanted !== list) list.replaceWith(wanted);
      list = wanted;
      document.querySelectorAll("[data-newest]").forEach(function (note) { note.hidden = list === whole; });
    }

    function apply() {
      var chosen = selects.some(function (select) { return select.value; });
      if (!months.length) return filter();
      if (!chosen) show(newest);
      else if (whole) show(whole);
      else return load().then(function (holder) {
        whole = holder;
        apply();
      }, function () {
        months = [];
        filter();
        count.textContent = form.dataset.failed;
      });
      filter();
    }

    function filter() {
      var shown = 0;
      var quotes = list.querySelectorAll("[data-quote]");
      quotes.forEach(function (quote) {
        var fits = selects.every(function (select) {
          var value = quote.getAttribute("data-" + select.name) || "";
          var values = select.name === "event" ? value.split(" ") : [value];
          return !select.value || values.indexOf(select.value) >= 0;
        });
        quote.hidden = !fits;
        if (fits) shown += 1;
      });
      document.querySelectorAll("[data-group]").forEach(function (group) {
        group.hidden = !group.querySelector("[data-quote]:not([hidden])");
      });
      count.textContent = shown === 1 ? count.dataset.one : count.dataset.other.replace("{count}", String(shown));
    }

    function remember() {
      var chosen = new URLSearchParams();
      selects.forEach(function (select) {
        if (select.value) chosen.set(select.name, select.value);
      });
      var query = chosen.toString();
      history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
    }

    var asked = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      var value = asked.get(select.name);
      if (value !== null && Array.from(select.options).some(function (o) { return o.value === value; })) select.value = value;
      select.addEventListener("change", function () { apply(); remember(); });
    });
    form.addEventListener("reset", function () {
      setTimeout(function () { apply(); remember(); }, 0);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.hidden = false;
    apply();
  }

  /* Copy of a quote: words, speaker, role, outlet, day and link, as text and as rich text. */
  function equipCopy(button) {
    var quote = button.closest("[data-quote]");
    var label = button.textContent;

    function read(selector) {
      var found = quote.querySelector(selector);
      if (!found) return "";
      var copy = found.cloneNode(true);
      copy.querySelectorAll(".visually-hidden").forEach(function (hidden) { hidden.remove(); });
      return copy.textContent.replace(/[ \n]+/g, " ").trim();
    }

    function escape(text) {
      var holder = document.createElement("span");
      holder.textContent = text;
      return holder.innerHTML;
    }

    button.hidden = false;
    button.addEventListener("click", function () {
      var words = read(".quote__words p");
      var who = Array.from(quote.querySelectorAll(".quote__who > span")).map(function (part) { return part.textContent.trim(); }).join(", ");
      var source = read(".words");
      var href = quote.querySelector(".words").href;
      var text = words + " – " + who + " (" + source + ")\n" + href;
      var html = "<blockquote><p>" + escape(words) + "</p></blockquote><p>" + escape(who) + ' (<a href="' + escape(href) + '">' + escape(source) + "</a>)</p>";
      var written = window.ClipboardItem
        ? navigator.clipboard.write([new ClipboardItem({
            "text/plain": new Blob([text], { type: "text/plain" }),
            "text/html": new Blob([html], { type: "text/html" })
          })])
        : navigator.clipboard.writeText(text);
      written.then(function () {
        button.textContent = button.dataset.copied;
        setTimeout(function () { button.textContent = label; }, 1600);
      });
    });
  }

  if (navigator.clipboard) document.querySelectorAll("button.copy").forEach(equipCopy);
  document.querySelectorAll("[data-legend]").forEach(equipLegend);
  document.querySelectorAll("[data-filters]").forEach(equipFilters);
  addEventListener("hashchange", lightTarget);
  lightTarget();
})();
