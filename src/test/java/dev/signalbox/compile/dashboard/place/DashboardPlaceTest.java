package dev.signalbox.compile.dashboard.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.facts.BoardWishes;
import dev.signalbox.facts.BoardWishes.Board;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DashboardSettings.Target;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardPlaceTest {
    private static final ResourceName CHECKOUT = new ResourceName("shop", "checkout");

    @Test
    void aUidIsNamespaceAndNameWhereThatFits() {
        assertThat(slo("shop", "checkout-availability")).isEqualTo("slo_shop_checkout-availability");
    }

    @Test
    void longNamesAndNamesWithDotsAreCutAndHashed() {
        String longName = "a".repeat(63);

        assertThat(Stream.of(
                        slo("shop", longName),
                        slo("shop", longName + "b"),
                        slo("shop", "a.b"),
                        slo(longName, longName)))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("[a-zA-Z0-9_-]{8,40}"));
        assertThat(slo("shop", "a.b")).startsWith("slo_shop_a-b__");
    }

    @Test
    void noTwoNamesMeet() {
        assertThat(slo("a-b", "c")).isNotEqualTo(slo("a", "b-c"));
        assertThat(slo("a.b", "c")).isNotEqualTo(slo("a-b", "c"));
        assertThat(DashboardAddress.of(new DashboardSubject.OfService(CHECKOUT, Board.LOGS)))
                .isNotEqualTo(DashboardAddress.of(new DashboardSubject.OfService(CHECKOUT, Board.RUNTIME)));
    }

    @Test
    void aUrlNeedsAGrafanaAndSomebodyWhoBringsDashboardsThere() {
        DashboardAddress address = DashboardAddress.of(DashboardSubject.OfStack.SLOS);

        assertThat(address.url(settings(Target.SIDECAR, "https://grafana.example.com/team/")))
                .contains("https://grafana.example.com/team/d/signalbox-slos");
        assertThat(address.url(settings(Target.SIDECAR, null))).isEmpty();
        assertThat(address.url(settings(Target.FILES, "https://grafana.example.com")))
                .isEmpty();
        assertThat(address.url(DashboardSettings.NONE)).isEmpty();
    }

    @Test
    void theSloOfAServiceThatWantsNoneHasNone() {
        DeclaredService without = service(new BoardWishes(Optional.empty(), EnumSet.of(Board.LOGS)), "payments");

        assertThat(DashboardAddress.ofSlo(CHECKOUT, without, settings(Target.SIDECAR, null)))
                .isEmpty();
        assertThat(DashboardAddress.ofSlo(
                        CHECKOUT, service(BoardWishes.ALL, "payments"), settings(Target.SIDECAR, null)))
                .isPresent();
    }

    @Test
    void foldersAreOfWhoSaysSoThenOfTheTeamThenOfTheNamespace() {
        BoardWishes named = new BoardWishes(Optional.of("Pay & Go"), BoardWishes.ALL.include());

        DashboardFolder folder = DashboardFolder.of(service(named, "payments"), "shop");

        assertThat(folder.title()).isEqualTo("Pay & Go");
        assertThat(folder.uid())
                .hasValueSatisfying(uid ->
                        assertThat(uid).matches("signalbox-pay-go-[0-9a-f]{10}").hasSizeLessThanOrEqualTo(40));
        assertThat(DashboardFolder.of(service(BoardWishes.ALL, "payments"), "shop")
                        .title())
                .isEqualTo("payments");
        assertThat(DashboardFolder.of(service(BoardWishes.ALL, null), "shop").title())
                .isEqualTo("shop");
        assertThat(DashboardFolder.ofNamespace("shop").uid()).isEmpty();
    }

    @Test
    void anyTitleGivesAUidThatIsANameOfKubernetesToo() {
        assertThat(Stream.of("Ü", "x".repeat(128), "-", "a b", "A-B", "a-b", "ends in a cut -----------------")
                        .map(title -> DashboardFolder.of(
                                service(new BoardWishes(Optional.of(title), EnumSet.of(Board.SLO)), null), "shop"))
                        .map(folder -> folder.uid().orElseThrow()))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?") && uid.length() <= 40);
    }

    private static String slo(String namespace, String name) {
        return DashboardAddress.of(new DashboardSubject.OfSlo(new ResourceName(namespace, name)))
                .uid();
    }

    private static DeclaredService service(BoardWishes wishes, String team) {
        return new DeclaredService(
                "checkout", Optional.ofNullable(team), Optional.empty(), Optional.empty(), Optional.empty(), wishes);
    }

    private static DashboardSettings settings(Target target, String grafana) {
        return new DashboardSettings(
                Optional.of(target),
                "observability",
                Optional.ofNullable(grafana),
                LabelSelection.ALL,
                DashboardSettings.Datasources.UNKNOWN,
                List.of());
    }
}
