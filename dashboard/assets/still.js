// Parts of a page that stand still, as `dashboard/parts/still.py` writes them.
(function () {
    const { createElement, Fragment } = window.React;

    function drawn(part) {
        if (!Array.isArray(part)) {
            return part;
        }
        const [name, properties, ...parts] = part;
        const kind = name === "Link" ? window.dash_core_components.Link : name;
        return createElement(kind, properties, ...parts.map(drawn));
    }

    const Still = ({ parts }) => createElement(Fragment, null, ...parts.map(drawn));
    window.touchpoints = { ...window.touchpoints, Still };
})();
