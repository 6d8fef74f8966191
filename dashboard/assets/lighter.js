// Dash asks components of this mark, whenever anything on the page changes, whether one of their parts did, by going
// through all that ever changed: a third of what a browser had to do. Their parts look after themselves.
(function () {
    for (const component of Object.values(window.dash_mantine_components)) {
        delete component.dashChildrenUpdate;
    }
})();
