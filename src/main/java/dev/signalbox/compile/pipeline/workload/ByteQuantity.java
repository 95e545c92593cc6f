package dev.signalbox.compile.pipeline.workload;

import java.util.List;

/** A number of bytes as a quantity in the form that a server stores. */
final class ByteQuantity {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi");
    private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T", "P");

    private ByteQuantity() {}

    /** In binary units where they are whole, else in decimal ones: {@code 10Gi}, {@code 10G}. */
    static String of(long bytes) {
        return bytes % 1024 == 0 ? shortest(bytes, 1024, BINARY) : shortest(bytes, 1000, DECIMAL);
    }

    private static String shortest(long bytes, int step, List<String> units) {
        long number = bytes;
        int unit = 0;
        while (number != 0 && number % step == 0 && unit < units.size() - 1) {
            number /= step;
            unit++;
        }
        return number + units.get(unit);
    }
}
