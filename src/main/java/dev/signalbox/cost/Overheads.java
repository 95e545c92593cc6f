package dev.signalbox.cost;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Overhead;
import dev.signalbox.backend.Sample;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What collectors take of the nodes.
 *
 * @param cores processors; three digits
 * @param memoryGB 10⁹ bytes; three digits
 * @param cpuPercent of the processors of all other pods
 * @param memoryPercent of the memory of all other pods
 */
public record Overheads(
        Optional<BigDecimal> cores,
        Optional<BigDecimal> memoryGB,
        Optional<BigDecimal> cpuPercent,
        Optional<BigDecimal> memoryPercent) {
    private static final double GB = 1e9;

    public static Overheads of(Map<CostQuestion, List<Sample>> answers) {
        Optional<Double> cores = VolumeReader.value(answers, CostQuestion.COLLECTOR_CORES);
        Optional<Double> memory = VolumeReader.value(answers, CostQuestion.COLLECTOR_MEMORY);
        return new Overheads(
                cores.flatMap(Volume::rounded),
                memory.flatMap(bytes -> Volume.rounded(bytes / GB)),
                percent(cores, VolumeReader.value(answers, CostQuestion.OTHER_CORES)),
                percent(memory, VolumeReader.value(answers, CostQuestion.OTHER_MEMORY)));
    }

    /** What was told, as long as it is not more than a twentieth off. */
    public Overheads steady(Overheads told) {
        Volume one = new Volume(cores, memoryGB, cpuPercent, true)
                .steady(new Volume(told.cores, told.memoryGB, told.cpuPercent, true));
        return new Overheads(
                one.series(),
                one.logGB(),
                one.spanGB(),
                new Volume(memoryPercent, Optional.empty(), Optional.empty(), true)
                        .steady(new Volume(told.memoryPercent, Optional.empty(), Optional.empty(), true))
                        .series());
    }

    /** What all collectors cost a month; nothing where no price is known. */
    Optional<BigDecimal> money(Prices prices) {
        Optional<BigDecimal> forCores = Money.of(prices.core(), cores);
        Optional<BigDecimal> forMemory = Money.of(prices.memoryGB(), memoryGB);
        return Money.sum(forCores, forMemory);
    }

    Overhead fields() {
        return new Overhead(
                cores.orElse(null), memoryGB.orElse(null), cpuPercent.orElse(null), memoryPercent.orElse(null));
    }

    private static Optional<BigDecimal> percent(Optional<Double> some, Optional<Double> others) {
        return some.flatMap(
                part -> others.filter(whole -> whole > 0).flatMap(whole -> Volume.rounded(100 * part / whole)));
    }
}
