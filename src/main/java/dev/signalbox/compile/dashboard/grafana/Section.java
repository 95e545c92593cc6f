package dev.signalbox.compile.dashboard.grafana;

import java.util.List;

/**
 * A row of a dashboard, with a title.
 *
 * @param collapsed whether it is opened by a click, and asks nothing before
 * @param panels at most six, which are seen at once
 */
public record Section(String title, boolean collapsed, List<Panel> panels) {
    public static final int MOST_PANELS = 6;

    public Section {
        panels = List.copyOf(panels);
        if (panels.isEmpty() || panels.size() > MOST_PANELS) {
            throw new IllegalArgumentException("section " + title + " of " + panels.size() + " panels");
        }
    }

    public static Section of(String title, Panel... panels) {
        return new Section(title, false, List.of(panels));
    }

    public static Section collapsed(String title, Panel... panels) {
        return new Section(title, true, List.of(panels));
    }
}
