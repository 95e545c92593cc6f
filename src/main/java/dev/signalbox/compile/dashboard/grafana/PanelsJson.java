package dev.signalbox.compile.dashboard.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Panels of all sections, with their ids and places: from the left to the right as they fit, then below. */
final class PanelsJson {
    private final ArrayNode panels;
    private int id;
    private int top;

    PanelsJson(ArrayNode panels) {
        this.panels = panels;
    }

    void write(List<Section> sections) {
        sections.forEach(this::write);
    }

    private void write(Section section) {
        ObjectNode row = panels.addObject();
        row.put("id", ++id);
        row.put("type", "row");
        row.put("title", section.title());
        row.put("collapsed", section.collapsed());
        place(row, new Size(Size.COLUMNS, 1), 0, top);
        ArrayNode inside = row.putArray("panels");
        int below = panels(section.panels(), section.collapsed() ? inside : panels, top + 1);
        top = section.collapsed() ? top + 1 : below;
    }

    /** Where the next row may begin. */
    private int panels(List<Panel> shown, ArrayNode into, int from) {
        int left = 0;
        int line = from;
        int height = 0;
        for (Panel panel : shown) {
            if (left + panel.size().width() > Size.COLUMNS) {
                line += height;
                left = 0;
                height = 0;
            }
            ObjectNode tree = into.addObject();
            tree.put("id", ++id);
            PanelJson.write(panel, tree);
            place(tree, panel.size(), left, line);
            left += panel.size().width();
            height = Math.max(height, panel.size().height());
        }
        return line + height;
    }

    private static void place(ObjectNode tree, Size size, int left, int top) {
        tree.putObject("gridPos")
                .put("h", size.height())
                .put("w", size.width())
                .put("x", left)
                .put("y", top);
    }
}
