// Large libraries come with the first page that needs them; `dashboard/bundles.py` says from where.
(function () {
    const address = (id) => document.getElementById(id).href;

    // Dash would load the whole of Plotly; this bundle draws what our charts are made of.
    Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => address("charts-script"), set() {} });

    // What the script, loaded once, brought.
    function once(id, brought) {
        let loading = null;
        return () => (loading ??= new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = address(id);
            script.onload = () => resolve(brought());
            script.onerror = reject;
            document.head.appendChild(script);
        }));
    }

    // The grid's own script takes the name of what stands here for it, which goes on standing here.
    const grid = once("grid-script", () => {
        const loaded = window.dash_ag_grid;
        window.dash_ag_grid = standIn;
        return loaded;
    });
    const charts = once("charts-script", () => {
        drawOnce(window.Plotly.Plots);
        return window.dash_core_components;
    });

    // Dash has a chart drawn again for the size that it was drawn for.
    function drawOnce(plots) {
        const resize = plots.resize;
        plots.resize = (chart) => (isOfItsSize(chart) ? Promise.resolve(chart) : resize(chart));
    }

    function isOfItsSize(chart) {
        const drawn = chart?._fullLayout;
        const { width, height } = chart?.getBoundingClientRect() ?? {};
        return Math.abs(drawn?.width - width) < 1 && Math.abs(drawn?.height - height) < 1;
    }

    const { createElement, lazy, Suspense, useEffect, useRef, useState } = window.React;
    const Grid = lazy(() => grid().then((loaded) => ({ default: loaded.AgGrid })));
    const Chart = lazy(() => charts().then((loaded) => ({ default: loaded.Graph })));

    // Nothing yet, of the final size.
    const place = ({ className, style }, ref) => createElement("div", { className, style, ref });

    // Out of sight until it is asked.
    function hidden(see) {
        let isAsked = false;
        return {
            isBehind: () => !isAsked,
            ask() {
                isAsked = true;
                see(true);
            },
        };
    }

    function AgGrid(props) {
        const [isSeen, see] = useState(false);
        const mark = useRef(null);
        useEffect(() => window.touchpoints.watch(mark.current, hidden(see)), []);
        const seen = createElement(Suspense, { fallback: place(props) }, createElement(Grid, props));
        return isSeen ? seen : place(props, mark);
    }
    AgGrid.dashRenderType = true;

    const standIn = { AgGrid, getApiAsync: (id) => grid().then((loaded) => loaded.getApiAsync(id)) };
    window.dash_ag_grid = standIn;

    // Dash's charts are drawn empty first, and nothing on their page is asked for before they could be drawn. These are
    // drawn once; what draws them comes while their figures are on the way.
    function Drawing(props) {
        useEffect(() => void charts(), []);
        const drawn = createElement(Suspense, { fallback: place(props) }, createElement(Chart, props));
        return props.figure ? drawn : place(props);
    }

    window.touchpoints = { ...window.touchpoints, Drawing };
})();
