package dev.signalbox.report.html;

import dev.signalbox.model.ResourceName;
import java.nio.charset.StandardCharsets;

/** Where one gets to from a page. */
final class Link {
    private static final String AS_IT_IS = "-._~/";

    private Link() {}

    static String sloId(ResourceName slo) {
        return "slo/" + slo;
    }

    static String serviceId(ResourceName service) {
        return "service/" + service;
    }

    static Html slo(ResourceName slo) {
        return inside(sloId(slo), Words.breakable(slo));
    }

    static Html service(ResourceName service) {
        return inside(serviceId(service), Words.breakable(service));
    }

    /** To an element of the page. */
    static Html inside(String id, Html text) {
        return Tag.of("a", "href", "#" + encoded(id)).with(text);
    }

    /** To somewhere else over https; any other address is only text. */
    static Html outside(String url, String text) {
        return url.startsWith("https://")
                ? Tag.of("a", "href", url, "rel", "noopener noreferrer").text(text)
                : Html.text(url.equals(text) ? url : text + " (" + url + ")");
    }

    private static String encoded(String id) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || AS_IT_IS.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
