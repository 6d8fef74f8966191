// What readers take along: the menu of a panel asks for tables and files, pictures are made here.
(function () {
    const set_props = (...change) => window.dash_clientside.set_props(...change);
    const tableOf = (panel) => document.getElementById(`${panel}-behind`);
    // Tables that a reader opened are read from their beginning; those that follow their chart are left alone.
    const toRead = new Set();
    let time = 0;

    function ask(panel, form) {
        time += 1;
        set_props("asked", { data: { panel, form, time } });
    }

    function close(panel) {
        set_props(`${panel}-behind`, { children: [] });
        document.getElementById(`${panel}-menu`).focus();
    }

    function readWhenThere(panel) {
        toRead.add(panel);
        new MutationObserver((_, observer) => {
            const table = tableOf(panel)?.querySelector(".behind");
            if (table && toRead.delete(panel)) {
                observer.disconnect();
                table.focus({ preventScroll: true });
                table.scrollIntoView({ block: "nearest" });
            }
        }).observe(tableOf(panel), { childList: true, subtree: true });
    }

    function take(panel, form) {
        if (form === "close") {
            close(panel);
        } else if (form === "png") {
            drawPicture(panel);
        } else {
            if (form === "table") {
                readWhenThere(panel);
            }
            ask(panel, form);
        }
    }

    document.addEventListener("click", (event) => {
        const item = event.target.closest?.("[data-take]");
        if (item) {
            take(item.dataset.panel, item.dataset.take);
        }
    });

    const text = (id) => document.getElementById(id)?.textContent.trim() ?? "";

    // What paper has above a page: the days and filters, where the page follows them, and when it was made.
    function circumstances() {
        const bar = document.getElementById("filters");
        const picked = bar && !bar.hidden ? text("summary") : "";
        const made = bar?.querySelector(".print-only")?.textContent.trim() ?? "";
        return [picked, made].filter(Boolean).join(" · ");
    }

    // Plotly reads tags in texts.
    const plain = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

    // Plotly breaks no lines by itself.
    function lines(words, width, size) {
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
        return words.split(/\s+/).reduce((found, word) => {
            const longer = `${found.at(-1)} ${word}`.trim();
            return pen.measureText(longer).width <= width
                ? [...found.slice(0, -1), longer]
                : [...found, word];
        }, [""]).filter(Boolean);
    }

    // The chart as it is drawn, in its own colours, beneath its title and of what it is.
    async function drawPicture(panel) {
        const drawn = document.getElementById(panel).querySelector(".js-plotly-plot");
        const { width, height, margin, font } = drawn._fullLayout;
        const heads = [[text(`${panel}-title`), 15], [circumstances(), 12]].map(([words, size]) =>
            lines(words, width - 32, size).map((line) => `<span style="font-size: ${size}px">${plain(line)}</span>`));
        const space = 24 + heads.flat().length * 20;
        const [title] = heads;
        const layout = {
            ...drawn.layout,
            margin: { l: margin.l, r: margin.r, b: margin.b, t: margin.t + space },
            title: {
                text: [...title.map((line) => `<b>${line}</b>`), ...heads[1]].join("<br>"),
                font: { size: 15, color: font.color, family: font.family },
                x: 0, xref: "container", xanchor: "left", y: 1, yref: "container", yanchor: "top",
                pad: { l: 16, t: 16 },
            },
        };
        const picture = await window.Plotly.toImage(
            { data: drawn.data, layout, config: {} },
            { format: "png", width, height: height + space, scale: 2 },
        );
        save(picture, `${text(`${panel}-title`)}.png`);
    }

    // The policy of the page has no addresses of data: opened, so the picture becomes a file of its own.
    function save(picture, name) {
        const bytes = Uint8Array.from(atob(picture.split(",")[1]), (sign) => sign.charCodeAt(0));
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
        link.download = name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").trim();
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        touchpoints: {
            // A table that is open follows its chart.
            refreshTable(_figure, panel) {
                if (tableOf(panel)?.hasChildNodes()) {
                    ask(panel, "table");
                }
            },
        },
    });
})();
