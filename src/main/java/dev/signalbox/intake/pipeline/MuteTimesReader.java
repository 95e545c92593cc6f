package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.StackAlerting;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.document.Paths;
import dev.signalbox.model.routing.MuteTime;
import dev.signalbox.model.routing.MuteTime.TimeRange;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code spec.alerting.muteTimes}. */
final class MuteTimesReader {
    private MuteTimesReader() {}

    static List<MuteTime> read(String path, List<StackAlerting.MuteTime> written, Findings findings) {
        ListItems.requireDistinct(path, written, StackAlerting.MuteTime::name, "name", findings);
        return ListItems.read(path, written, findings, (at, time) -> Optional.of(time(at, time, findings)));
    }

    private static MuteTime time(String path, StackAlerting.MuteTime written, Findings findings) {
        ObjectNames.requireLabel(path + ".name", written.name(), "nights", findings);
        List<StackAlerting.TimeRange> ranges = ListItems.given(written.times());
        for (int i = 0; i < ranges.size(); i++) {
            StackAlerting.TimeRange range = ranges.get(i);
            findings.require(
                    range.from() != null && range.to() != null && range.from().compareTo(range.to()) < 0,
                    Paths.item(path + ".times", i),
                    "must begin before it ends, within one day, was %s to %s".formatted(range.from(), range.to()),
                    "write two ranges for a night, e.g. {from: \"20:00\", to: \"24:00\"} and {from: \"00:00\", to:"
                            + " \"06:00\"}");
        }
        findings.require(
                !ranges.isEmpty()
                        || Stream.of(written.weekdays(), written.months(), written.daysOfMonth())
                                .anyMatch(days -> !ListItems.given(days).isEmpty()),
                path,
                "must name times, weekdays, months or daysOfMonth, had none of them and would hold always",
                "write e.g. {name: weekends, weekdays: [Saturday, Sunday]}");
        return new MuteTime(
                written.name(),
                ListItems.given(written.weekdays()).stream()
                        .map(day -> DayOfWeek.valueOf(day.name()))
                        .collect(Collectors.toCollection(TreeSet::new)),
                ranges.stream()
                        .map(range -> new TimeRange(range.from(), range.to()))
                        .toList(),
                new TreeSet<>(ListItems.given(written.months())),
                new TreeSet<>(ListItems.given(written.daysOfMonth())));
    }
}
