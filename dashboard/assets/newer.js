// What is shown follows the warehouse: the page asks for its version, and parts in sight are asked for again when
// there is a newer one (`dashboard/server/version.py`, `sight.js`).
(function () {
    // With the schedule's rhythm and what a load takes, an event is seen within ten seconds.
    const ASK_MS = 2000;
    // While a panel, menu or list is open, nothing moves beneath it.
    const OPEN = 'dialog[open], [role="dialog"], [role="menu"], [role="listbox"]';

    const isAtWork = () => [...document.querySelectorAll(OPEN)].some((panel) => panel.checkVisibility());

    async function look() {
        try {
            if (!document.hidden && !isAtWork()) {
                const answer = await fetch("/version", { cache: "no-store" });
                if (answer.ok) {
                    window.touchpoints.showVersion(await answer.text());
                }
            }
        } catch {
            // The server is away; it is asked again.
        }
        setTimeout(look, ASK_MS);
    }

    // Several processes may answer, and one may notice a new version later than another: what is asked says what is
    // shown already, so that no answer is older.
    const ask = window.fetch;
    window.fetch = (resource, options = {}) => {
        const headers = new Headers(options.headers);
        headers.set("Touchpoints-Version", window.touchpoints.version());
        return ask(resource, { ...options, headers });
    };

    look();
})();
