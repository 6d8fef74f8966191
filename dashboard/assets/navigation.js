// The list of pages: beside the page on wide screens, where it can be folded away; a drawer on narrow ones.
(function () {
    const root = document.documentElement;
    const isNarrow = window.matchMedia("(max-width: 1099px)");
    const OPEN = "data-pages-open";
    const byId = (id) => document.getElementById(id);

    // The server writes what is remembered into the document, so that nothing moves while a page opens.
    const remember = (name, what) => {
        document.cookie = `${name}=${what}; path=/; max-age=31536000; samesite=strict`;
    };

    function fold(isFolded) {
        root.toggleAttribute("data-pages-folded", isFolded);
        remember("pages", isFolded ? "folded" : "seen");
        byId(isFolded ? "show-pages" : "hide-pages").focus();
    }

    function open() {
        root.setAttribute(OPEN, "");
        byId("beside").inert = true;
        (document.querySelector("#pages [aria-current]") || byId("hide-pages")).focus();
    }

    function close(next) {
        root.removeAttribute(OPEN);
        byId("beside").inert = false;
        next?.focus({ preventScroll: true });
    }

    // What the reader opens stays open on every page; a present page's group is open without.
    function noteGroup(group) {
        const noted = document.cookie.match(/(?:^|; )groups=([^;]*)/)?.[1] ?? "";
        const others = noted.split(".").filter((name) => name && name !== group.id.slice("group-".length));
        remember("groups", (group.open ? others : [...others, group.id.slice("group-".length)]).join("."));
    }

    const isOpen = () => root.hasAttribute(OPEN);

    function follow(event) {
        const at = event.target instanceof Element ? event.target : root;
        if (at.closest("#pages summary")) {
            noteGroup(at.closest("details"));
        } else if (at.closest("#show-pages")) {
            isNarrow.matches ? open() : fold(false);
        } else if (at.closest("#hide-pages")) {
            isOpen() ? close(byId("show-pages")) : fold(true);
        } else if (isOpen() && at.closest("#pages a")) {
            close();
        } else if (isOpen() && !at.closest("#pages")) {
            close(byId("show-pages"));
        }
    }

    document.addEventListener("click", follow);
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && isOpen() && !document.querySelector("dialog[open]")) {
            close(byId("show-pages"));
        }
    });
    isNarrow.addEventListener("change", () => isOpen() && close());
    // The way back changes pages without a click.
    window.addEventListener("popstate", () => isOpen() && close());
})();
