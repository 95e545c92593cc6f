package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.testing.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever judges by the audit log sees what is wrong in it. */
class LeaseHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void termsLastUntilAnotherHasTheLeaseOrItIsGivenBack() {
        LeaseHistory history = LeaseHistory.of(List.of(
                lease(0, "one", "one"),
                lease(2, "one", "one"),
                lease(10, "two", "two"),
                lease(15, "two", ""),
                lease(16, "one", "one")));

        assertThat(history.terms())
                .extracting(LeaseHistory.Term::replica, LeaseHistory.Term::from, LeaseHistory.Term::end)
                .containsExactly(
                        tuple("one", at(0), at(10).plusMillis(5)),
                        tuple("two", at(10), at(15).plusMillis(5)),
                        tuple("one", at(16), Instant.MAX));
        assertThat(history.untilTaken(at(6))).isEqualTo(Duration.ofMillis(4_005));
    }

    @Test
    void whoeverDoesNotLeadIsAnOutsider() {
        AuditLog.Write early = write(1, "two");
        AuditLog.Write late = write(11, "one");
        AuditLog.Write afterwards = write(16, "two");
        LeaseHistory history = LeaseHistory.of(List.of(
                lease(0, "one", "one"),
                early,
                write(2, "one"),
                write(9, "one"),
                lease(10, "two", "two"),
                late,
                write(12, "two"),
                lease(15, "two", ""),
                afterwards));

        assertThat(history.outsiders()).containsExactly(early, late, afterwards);
        assertThat(history.untilWritten(at(9))).contains(Duration.ofSeconds(3));
    }

    /** The lease was changed by somebody else since it was read. */
    @Test
    void aLeaseThatWasNotGrantedBeginsNothing() {
        AuditLog.Write refused = new AuditLog.Write(
                at(3),
                at(3),
                agent("two"),
                "patch",
                "coordination.k8s.io/leases",
                "signalbox",
                "lease",
                409,
                holder("two"));

        assertThat(LeaseHistory.of(List.of(lease(0, "one", "one"), refused)).terms())
                .hasSize(1);
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    private static String agent(String replica) {
        return "signalbox/0.1.0 (" + replica + "-0123abcd)";
    }

    private static JsonNode holder(String replica) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("spec").put("holderIdentity", replica.isEmpty() ? "" : replica + "-0123abcd");
        return body;
    }

    private static AuditLog.Write lease(int second, String replica, String holder) {
        return new AuditLog.Write(
                at(second),
                at(second).plusMillis(5),
                agent(replica),
                "patch",
                "coordination.k8s.io/leases",
                "signalbox",
                "signalbox-operator",
                200,
                holder(holder));
    }

    private static AuditLog.Write write(int second, String replica) {
        return new AuditLog.Write(
                at(second),
                at(second).plusMillis(5),
                agent(replica),
                "patch",
                "signalbox.dev/slos/status",
                "shop",
                "checkout",
                200,
                JsonNodeFactory.instance.missingNode());
    }
}
