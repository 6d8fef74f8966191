// Parts of a page that stand still, as `dashboard/parts/still.py` writes them.
(function () {
    const { createElement, Fragment } = window.React;

    // As Dash's links go: its pages follow the event.
    function go(event) {
        if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
            return;
        }
        event.preventDefault();
        window.history.pushState({}, "", event.currentTarget.href);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
        window.scrollTo(0, 0);
    }

    const Way = (properties) => createElement("a", { ...properties, onClick: go });

    function drawn(part) {
        if (!Array.isArray(part)) {
            return part;
        }
        const [name, properties, ...parts] = part;
        const kinds = { Link: window.dash_core_components.Link, Way };
        return createElement(kinds[name] ?? name, properties, ...parts.map(drawn));
    }

    const Still = ({ parts }) => createElement(Fragment, null, ...parts.map(drawn));
    window.touchpoints = { ...window.touchpoints, Still };
})();
