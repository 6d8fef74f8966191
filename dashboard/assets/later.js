// Large libraries come with the first page that needs them; `dashboard/bundles.py` says from where.
(function () {
    const address = (id) => document.getElementById(id).href;

    // Dash would load the whole of Plotly; this bundle draws what our charts are made of.
    Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => address("charts-script"), set() {} });

    let library = null;

    // The grid's own script takes the name of what stands here for it, which goes on standing here.
    function grid() {
        library ??= new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = address("grid-script");
            script.onload = () => {
                resolve(window.dash_ag_grid);
                window.dash_ag_grid = standIn;
            };
            script.onerror = reject;
            document.head.appendChild(script);
        });
        return library;
    }

    const { createElement, lazy, Suspense } = window.React;
    const Grid = lazy(() => grid().then((loaded) => ({ default: loaded.AgGrid })));

    function AgGrid(props) {
        const place = createElement("div", { className: props.className, style: props.style });
        return createElement(Suspense, { fallback: place }, createElement(Grid, props));
    }
    AgGrid.dashRenderType = true;

    const standIn = { AgGrid, getApiAsync: (id) => grid().then((loaded) => loaded.getApiAsync(id)) };
    window.dash_ag_grid = standIn;
})();
