// What must happen in the browser: the rest is done by the server.
window.dash_clientside = Object.assign({}, window.dash_clientside, {
    touchpoints: {
        ...window.dash_clientside?.touchpoints,

        // The filter bar is a drawer on narrow screens.
        foldFilters(opened, closed) {
            const trigger = window.dash_clientside.callback_context.triggered_id;
            return trigger === "open-filters" ? "filters open" : "filters";
        },

        // The document says its language, for reading aloud and hyphenation.
        speakLanguage(search) {
            const language = new URLSearchParams(search || "").get("lang");
            if (language) {
                document.documentElement.lang = language;
            }
            return "touchpoints";
        },

        // A page comes with a list of pages of its own: the present one is in sight in it.
        seePresentPage() {
            document.querySelector("#pages [aria-current]")?.scrollIntoView({ block: "nearest" });
        },

        // The address bar shows what was chosen, without leaving the page.
        turnTo(search) {
            if (search) {
                window.dash_clientside.set_props("address", { search });
            }
        },

        // The table of contacts asks for its rows again; a link to it brings it into view.
        listAnew(line, table) {
            if (line) {
                window.dash_ag_grid.getApiAsync(table).then((grid) => grid.purgeInfiniteCache());
            }
            if (line && window.location.hash === "#contacts") {
                document.getElementById("contacts").scrollIntoView();
            }
        },

        // A mark of a chart leads where its trace says, as a link does; of several addresses, to that of its number.
        leadTo(click, figure) {
            const place = click?.points[0];
            const said = place && figure.data[place.curveNumber].meta;
            const address = Array.isArray(said) ? said[place.customdata] : said;
            if (address) {
                window.history.pushState({}, "", address);
                window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
                window.scrollTo(0, 0);
            }
        },

        // A button leads to a part of the page. A hash in the address would build the page anew.
        showPart(clicks, name) {
            const part = clicks && document.getElementById(name);
            if (part) {
                part.scrollIntoView();
                part.querySelector("[tabindex]")?.focus({ preventScroll: true });
            }
        },
    },
});

// The way back leads to another view of the same page: the router, which only sees pages change, builds it anew.
// Links within a page lead here too; their page is there.
window.addEventListener("popstate", () => {
    if (!window.touchpoints.isShown(window.location)) {
        window.dash_clientside.set_props("_pages_location", { search: window.location.search });
    }
});

// Escape closes the drawer of filters; what is open inside it goes first.
function closeDrawer(event) {
    const close = document.getElementById("close-filters");
    const inner = document.querySelector(".mantine-Popover-dropdown");
    if (event.key === "Escape" && !inner && close && close.offsetParent) {
        close.click();
    }
}
document.addEventListener("keydown", closeDrawer, { capture: true });

// Month and weekday names for the date picker, under the name by which it looks for them.
window.dayjs_locale_ko = {
    name: "ko",
    weekdays: ["일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"],
    weekdaysShort: ["일", "월", "화", "수", "목", "금", "토"],
    weekdaysMin: ["일", "월", "화", "수", "목", "금", "토"],
    months: ["1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"],
    monthsShort: ["1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"],
    ordinal: (number) => `${number}일`,
    weekStart: 1,
    formats: { LT: "A h:mm", LTS: "A h:mm:ss", L: "YYYY.MM.DD.", LL: "YYYY년 MMMM D일", LLL: "YYYY년 MMMM D일 A h:mm", LLLL: "YYYY년 MMMM D일 dddd A h:mm" },
};

// Cells of tables that lead somewhere: `record` of the row is the address of the customer's record, where there is one.
window.dashAgGridComponentFunctions = Object.assign({}, window.dashAgGridComponentFunctions, {
    LinkToRecord(cell) {
        const { Link } = window.dash_core_components;
        return cell.data?.record ? window.React.createElement(Link, { href: cell.data.record }, cell.value) : cell.value;
    },
});
