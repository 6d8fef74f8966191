// What readers take along: the menu of a panel asks for tables and files, pictures are made here.
(function () {
    const set_props = (...change) => window.dash_clientside.set_props(...change);
    const tableOf = (panel) => document.getElementById(`${panel}-behind`);
    // Tables that a reader opened are read from their beginning; those that follow their chart are left alone.
    const toRead = new Set();
    let time = 0;
    // Pixels of a picture to one of the screen.
    const SHARPNESS = 2;

    function ask(panel, form) {
        time += 1;
        set_props("asked", { data: { panel, form, time } });
    }

    function close(panel) {
        // What is still on its way stays unseen.
        set_props(`${panel}-behind`, { children: [], hidden: true });
        document.getElementById(`${panel}-menu`).focus();
    }

    function readWhenThere(panel) {
        toRead.add(panel);
        set_props(`${panel}-behind`, { hidden: false });
        new MutationObserver((_, observer) => {
            const table = tableOf(panel)?.querySelector(".behind");
            if (table && toRead.delete(panel)) {
                observer.disconnect();
                table.focus({ preventScroll: true });
                table.scrollIntoView({ block: "nearest" });
            }
        }).observe(tableOf(panel), { childList: true, subtree: true });
    }

    function take(panel, form, saved) {
        if (form === "close") {
            close(panel);
        } else if (form === "png") {
            drawPicture(panel, saved);
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
            take(item.dataset.panel, item.dataset.take, item.dataset.saved);
        }
    });

    const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? "";

    // The days and filters, and when it was saved.
    function about(panel, saved) {
        const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
        return [text(`#${panel}-told .about`), saved.replace("{day}", day)].join(" · ");
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
    async function drawPicture(panel, saved) {
        const drawn = document.getElementById(panel).querySelector(".js-plotly-plot");
        const { width, height, margin, font } = drawn._fullLayout;
        const heads = [[text(`#${panel}-title`), 15], [about(panel, saved), 12]].map(([words, size]) =>
            lines(words, width - 32, size).map((line) => `<span style="font-size: ${size}px">${plain(line)}</span>`));
        const space = 40 + heads.flat().length * 20;
        const [title] = heads;
        const layout = {
            ...drawn.layout,
            margin: { l: margin.l, r: margin.r, b: margin.b, t: margin.t + space },
            title: {
                text: [...title.map((line) => `<b>${line}</b>`), ...heads[1]].join("<br>"),
                font: { size: 15, color: font.color, family: font.family },
                x: 16 / width, xref: "container", xanchor: "left",
                y: 1 - 28 / (height + space), yref: "container", yanchor: "top",
            },
        };
        const size = { width, height: height + space };
        const drawing = await window.Plotly.toImage({ data: drawn.data, layout, config: {} }, { format: "svg", ...size });
        save(await painted(drawing, size), `${text(`#${panel}-title`)}_${text(`#${panel}-told .about`)}.png`);
    }

    // Plotly itself would paint from a blob, which the page's policy does not allow.
    async function painted(drawing, { width, height }) {
        const image = new Image(width * SHARPNESS, height * SHARPNESS);
        image.src = drawing;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
        canvas.getContext("2d").drawImage(image, 0, 0, image.width, image.height);
        return new Promise((done) => canvas.toBlob(done, "image/png"));
    }

    function save(picture, name) {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(picture);
        link.download = name.replace(/[\\/:*?"<>|\s\u0000-\u001f]+/g, " ").trim();
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        touchpoints: {
            ...window.dash_clientside?.touchpoints,

            // A table that is open follows its chart.
            refreshTable(_figure, panel) {
                if (tableOf(panel)?.hasChildNodes() && !tableOf(panel).hidden) {
                    ask(panel, "table");
                }
            },
        },
    });
})();
