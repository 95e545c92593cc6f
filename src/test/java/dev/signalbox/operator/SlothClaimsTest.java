package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.kube.ObjectNames;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlothClaimsTest {
    private static final ResourceName SHOP = new ResourceName("shop", "availability");
    private static final ResourceName TEST = new ResourceName("test", "availability");

    /** By SLO, in the cluster. */
    private final Map<ResourceName, String> services = new HashMap<>();

    private final List<ResourceName> woken = new ArrayList<>();
    private final SlothClaims claims = new SlothClaims(
            () -> services.keySet().stream().map(SlothClaimsTest::slo),
            slo -> Optional.ofNullable(services.get(ObjectNames.of(slo))),
            woken::add);

    @Test
    void whatWasThereIsKnownFromTheFirstLookOn() {
        services.putAll(Map.of(SHOP, "checkout", TEST, "checkout"));

        assertThat(claims.of(slo(SHOP)).others("checkout", SHOP)).containsExactly(TEST);
        assertThat(woken).isEmpty();
    }

    @Test
    void whoComesToShareAnIdIsWokenOnce() {
        services.put(SHOP, "checkout");
        claims.of(slo(SHOP));

        services.put(TEST, "checkout");
        assertThat(claims.of(slo(TEST)).others("checkout", TEST)).containsExactly(SHOP);
        assertThat(claims.of(slo(SHOP)).others("checkout", SHOP)).containsExactly(TEST);
        claims.of(slo(TEST));

        assertThat(woken).containsExactly(SHOP);
    }

    @Test
    void whoIsLeftAloneIsWoken() {
        services.putAll(Map.of(SHOP, "checkout", TEST, "checkout"));
        claims.of(slo(SHOP));

        claims.forget(TEST);
        assertThat(woken).containsExactly(SHOP);
        assertThat(claims.of(slo(SHOP)).others("checkout", SHOP)).isEmpty();
    }

    @Test
    void aServiceOfAnotherNameIsAnotherId() {
        services.putAll(Map.of(SHOP, "checkout", TEST, "checkout"));
        claims.of(slo(SHOP));

        services.put(TEST, "cart");
        assertThat(claims.of(slo(TEST)).others("cart", TEST)).isEmpty();
        assertThat(woken).containsExactly(SHOP);
    }

    private static SLO slo(ResourceName name) {
        SLO slo = new SLO();
        slo.setMetadata(new ObjectMetaBuilder()
                .withNamespace(name.namespace())
                .withName(name.name())
                .build());
        return slo;
    }
}
