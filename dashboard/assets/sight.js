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
    const IS_BUSY = '[data-dash-is-loading="true"], .dash-graph--pending';

    const parts = new Map();
    let address = null;
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
            }
        }
    }

    const observer = new IntersectionObserver((entries) => entries.forEach(see), { rootMargin: AROUND });

    // A part is asked when its place is seen and it is behind. Gives what ends that.
    function watch(place, part) {
        parts.set(place, part);
        observer.observe(place);
        return () => {
            observer.unobserve(place);
            parts.delete(place);
        };
    }

    // Of a page that is left nothing is asked any more.
    function follower(isMade, setProps) {
        const path = window.location.pathname;
        let asked = isMade ? window.location.search : null;
        return {
            isBehind: () => address !== null && address.path === path && address.search !== asked,
            ask() {
                asked = address.search;
                setProps({ search: asked });
            },
        };
    }

    function Sight({ id, isMade, setProps }) {
        const mark = useRef(null);
        useEffect(() => watch(mark.current.parentElement, follower(isMade, setProps)), []);
        return createElement("span", { id, ref: mark, hidden: true });
    }

    const isShown = ({ search, pathname }) => search === address?.search && pathname === address.path;

    window.touchpoints = { ...window.touchpoints, Sight, watch, isShown };
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
