// Parts of a page ask for what they show when they come into sight: `dashboard/parts/sight.py`.
(function () {
    const { createElement, useEffect, useRef } = window.React;
    // Who scrolls shall find there what is just beneath the window.
    const AROUND = "20% 0px";
    // When nothing came into sight between so many looks, what is out of sight is asked for, a part at every look.
    const LOOK_MS = 400;
    const LOOKS = 3;
    // One part that takes long does not keep all others waiting.
    const LOOKS_WHILE_BUSY = 10;
    const SCROLLED = ".ag-body-viewport";
    const IS_BUSY = '[data-dash-is-loading="true"], .dash-graph--pending';

    const parts = new Map();
    let address = null;
    // Of the warehouse, as it was told last: first with the document.
    let version = document.documentElement.dataset.version;
    let resting = 0;
    let looks = 0;

    function ask(part) {
        if (part.isBehind()) {
            part.ask();
            looks = 0;
            lookLater();
        }
    }

    function lookLater() {
        clearTimeout(resting);
        resting = setTimeout(lookForRest, LOOK_MS);
    }

    function lookForRest() {
        const behind = [...parts.values()].filter((part) => part.isBehind());
        looks += 1;
        if (looks >= (document.querySelector(IS_BUSY) ? LOOKS_WHILE_BUSY : LOOKS)) {
            behind.slice(0, 1).forEach((part) => part.ask());
        }
        if (behind.length > 0) {
            lookLater();
        }
    }

    function see({ target, isIntersecting }) {
        const part = parts.get(target);
        if (part) {
            part.isSeen = isIntersecting;
            if (isIntersecting) {
                ask(part);
                renew(part);
            }
        }
    }

    // What shows an older version is asked for again while it is seen, and else when it comes into sight: there
    // may be a newer one every few seconds. Nobody's place or choice in it is taken away; a later version may.
    function renew(part) {
        if (part.isOld?.() && !isInUse(part.place)) {
            part.ask();
        }
    }

    const isInUse = (place) =>
        (document.activeElement !== document.body && place.contains(document.activeElement)) ||
        [...place.querySelectorAll(SCROLLED)].some((inner) => inner.scrollTop > 0);

    function showVersion(newest) {
        version = newest;
        [...parts.values()].filter((part) => part.isSeen).forEach(renew);
    }

    const observer = new IntersectionObserver((entries) => entries.forEach(see), { rootMargin: AROUND });

    // A part is asked when its place is seen and it is behind. Gives what ends that. Nothing of a page may be seen and
    // behind, when its first parts came filled: its place alone has to have the rest looked for.
    function watch(place, part) {
        part.place = place;
        parts.set(place, part);
        observer.observe(place);
        lookLater();
        return () => {
            observer.unobserve(place);
            parts.delete(place);
        };
    }

    // Dash asks for nothing where nothing changed. The server passes over what it does not know of an address.
    const stamped = (search, number) => `${search || "?"}&version=${number}`;

    // Of a page that is left nothing is asked any more.
    function follower(isMade, setProps) {
        const path = window.location.pathname;
        let asked = isMade ? window.location.search : null;
        // What came filled is of the version that it says.
        let shown = typeof isMade === "string" ? isMade : version;
        const isHere = () => address !== null && address.path === path;
        return {
            isBehind: () => isHere() && address.search !== asked,
            isOld: () => isHere() && address.search === asked && shown !== version,
            ask() {
                const isNewer = asked === address.search;
                asked = address.search;
                shown = version;
                setProps({ search: isNewer ? stamped(asked, version) : asked });
            },
        };
    }

    function Sight({ id, isMade, setProps }) {
        const mark = useRef(null);
        useEffect(() => watch(mark.current.parentElement, follower(isMade, setProps)), []);
        return createElement("span", { id, ref: mark, hidden: true });
    }

    const isShown = ({ search, pathname }) => search === address?.search && pathname === address.path;

    window.touchpoints = { ...window.touchpoints, Sight, watch, isShown, showVersion, version: () => version };
    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        touchpoints: {
            ...window.dash_clientside?.touchpoints,

            lookAnew(search, path) {
                address = { search: search ?? "", path };
                [...parts.values()].filter((part) => part.isSeen).forEach(ask);
                lookLater();
            },
        },
    });
})();
