// The search over pages and measures, opened by its button or by Ctrl-K. What there is to find is fetched once,
// when the search is opened; a page's own link in the navigation says where it leads under the filters of now.
(function () {
    const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
    document.documentElement.dataset.keys = isMac ? "mac" : "other";

    // ---- what fits what was typed ----

    const FIRST = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
    const MIDDLE = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
    const LAST = ["", ..."ㄱㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", ..."ㄷㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ",
        ..."ㅁㅂ", "ㅂㅅ", ..."ㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];

    // Letters as they are typed, so that a syllable that is still being written fits already.
    function letters(text) {
        return text.normalize("NFC").toLowerCase().replace(/\s/g, "").replace(/[가-힣]/g, (syllable) => {
            const place = syllable.codePointAt(0) - 0xac00;
            return FIRST[Math.floor(place / 588)] + MIDDLE[Math.floor((place % 588) / 28)] + LAST[place % 28];
        });
    }

    // Korean is also looked for by the first letters of its syllables.
    function initials(text) {
        return text.replace(/[^가-힣]/g, "").replace(/./g, (syllable) => FIRST[Math.floor((syllable.codePointAt(0) - 0xac00) / 588)]);
    }

    function prepared(entry) {
        const names = Object.values(entry.name);
        return { ...entry, names: names.map(letters), initials: initials(entry.name.ko), all: letters([...names, entry.said].join(" ")) };
    }

    // 0 is the best: a name that begins so, one that holds it, a definition that holds every word; null fits not.
    function rank(entry, typed) {
        const whole = letters(typed);
        if (/^[ㄱ-ㅎ]+$/.test(whole)) {
            const place = entry.initials.indexOf(whole);
            return place < 0 ? null : Math.min(place, 1);
        }
        if (entry.names.some((name) => name.startsWith(whole))) return 0;
        if (entry.names.some((name) => name.includes(whole))) return 1;
        return typed.split(/\s+/).every((word) => entry.all.includes(letters(word))) ? 2 : null;
    }

    // What holds a digit and no blank may be an id: it leads to its record.
    function records(index, typed) {
        const takers = /^\S*\d\S*$/.test(typed) ? index.filter((entry) => entry.takes) : [];
        const named = (name) => Object.fromEntries(
            Object.entries(name).map(([language, words]) => [language, words.replace("{typed}", () => typed)]),
        );
        return takers.map((entry) => ({ ...entry, name: named(entry.name), given: typed }));
    }

    function fitting(index, typed) {
        const found = index.filter((entry) => !entry.takes);
        const ranked = found.map((entry) => ({ entry, rank: rank(entry, typed.trim()) }));
        const fits = ranked.filter((one) => one.rank !== null).sort((a, b) => a.rank - b.rank).map((one) => one.entry);
        return [...fits, ...records(index, typed.trim())];
    }

    // ---- where it leads ----

    function address(entry) {
        const link = new URL(document.getElementById(`to-${entry.page}`).href);
        if (entry.measure) {
            link.searchParams.set("measure", entry.measure);
        }
        if (entry.takes) {
            link.searchParams.set(entry.takes, entry.given);
        }
        return link.href;
    }

    // As a click on one of Dash's links does.
    function go(entry) {
        window.history.pushState({}, "", address(entry));
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
        window.scrollTo(0, 0);
        if (entry.place) {
            bring(entry);
        }
    }

    // Parts of a page come one by one, and may take the place of what stood there: until the reader does something.
    function bring({ page, place }) {
        const until = performance.now() + 20000;
        const stop = new AbortController();
        let shown = null;
        // Not of the key or click that is being answered.
        setTimeout(() => {
            for (const done of ["wheel", "touchstart", "pointerdown", "keydown"]) {
                window.addEventListener(done, () => stop.abort(), { signal: stop.signal, passive: true });
            }
        });
        (function look() {
            const isThere = document.querySelector(`#to-${page}[aria-current]`);
            const found = isThere && document.querySelector(`#main ${place}`)?.closest("article, section");
            if (stop.signal.aborted || performance.now() > until) {
                return stop.abort();
            }
            if (found && found !== shown) {
                shown = found;
                found.tabIndex = -1;
                found.focus({ preventScroll: true });
                found.scrollIntoView({ block: "nearest" });
            }
            setTimeout(look, 100);
        })();
    }

    // ---- what is seen ----

    const make = (name, attributes = {}, ...parts) => {
        const made = document.createElement(name);
        Object.entries(attributes).forEach(([attribute, value]) => made.setAttribute(attribute, value));
        made.append(...parts);
        return made;
    };
    const input = make("input", {
        type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "search-found",
        "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    });
    const list = make("ul", { id: "search-found", role: "listbox" });
    const message = make("p", { class: "small muted", role: "status" });
    const dialog = make("dialog", { class: "search" }, input, list, message);
    let index = null;
    let found = [];
    let chosen = 0;

    const button = () => document.getElementById("open-search");

    function choose(place) {
        chosen = Math.max(0, Math.min(found.length - 1, place));
        [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
        list.children[chosen]?.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", found.length ? `search-found-${chosen}` : "");
    }

    function item(entry, place) {
        const language = document.documentElement.lang;
        const hint = make("span", { class: "small muted" }, entry.hint[language]);
        const made = make("li", { id: `search-found-${place}`, role: "option" }, make("span", {}, entry.name[language]), hint);
        made.addEventListener("click", () => take(place));
        made.addEventListener("mousemove", () => place !== chosen && choose(place));
        return made;
    }

    function show() {
        found = fitting(index ?? [], input.value);
        list.replaceChildren(...found.map(item));
        message.textContent = index && !found.length ? button().dataset.nothing : "";
        choose(0);
    }

    function take(place) {
        const entry = found[place];
        if (entry) {
            dialog.close();
            go(entry);
        }
    }

    async function open() {
        if (dialog.open || !button()) {
            return;
        }
        const label = button().getAttribute("aria-label");
        [dialog, input, list].forEach((part) => part.setAttribute("aria-label", label));
        input.placeholder = label;
        input.value = "";
        document.body.append(dialog);
        dialog.showModal();
        show();
        try {
            index ??= (await (await fetch(button().dataset.index)).json()).map(prepared);
            show();
        } catch {
            message.textContent = button().dataset.failed;
        }
    }

    // With a Korean keyboard the key is called ㅏ: then its place tells.
    const isK = (event) => (/^[a-z]$/i.test(event.key) ? event.key.toLowerCase() === "k" : event.code === "KeyK");

    document.addEventListener("keydown", (event) => {
        const isAsked = (isMac ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey && isK(event);
        if (isAsked) {
            event.preventDefault();
            dialog.open ? dialog.close() : open();
        }
    });
    document.addEventListener("click", (event) => {
        if (event.target instanceof Element && event.target.closest("#open-search")) {
            open();
        }
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
        const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
        // Enter that ends a syllable is not meant for us.
        if (event.isComposing) {
            return;
        }
        if (event.key in steps) {
            event.preventDefault();
            choose(chosen + steps[event.key]);
        } else if (event.key === "Enter") {
            event.preventDefault();
            take(chosen);
        }
    });
    window.addEventListener("popstate", () => dialog.close());
})();
