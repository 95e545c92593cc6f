import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar with its classes in a format that the cache of a start takes, which is that of Java 6 and later: code is
 * the same, with the stack maps by which it is verified.
 *
 * <p>Usage: java -cp IN CurrentFormat.java IN OUT
 */
final class CurrentFormat {
    private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;
    private static final int WRITTEN = ClassFile.JAVA_8_VERSION;

    private static final ClassFile FORMAT = ClassFile.of(
            ConstantPoolSharingOption.NEW_POOL,
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())
                            .orElse(ClassHierarchyResolver.defaultResolver())));

    private static final ClassTransform CODE_ANEW = ClassTransform.transformingMethods((method, element) -> {
        if (element instanceof CodeModel code) {
            method.withCode(code::forEach);
        } else {
            method.with(element);
        }
    });

    private static final ClassTransform VERSION = (type, element) -> {
        if (element instanceof ClassFileVersion) {
            type.withVersion(WRITTEN, 0);
        } else {
            type.with(element);
        }
    };

    private CurrentFormat() {}

    public static void main(String[] args) throws IOException {
        try (JarFile in = new JarFile(args[0]);
                OutputStream file = Files.newOutputStream(Path.of(args[1]));
                JarOutputStream out = new JarOutputStream(file)) {
            for (JarEntry entry : in.stream().filter(each -> !each.isDirectory()).toList()) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                out.putNextEntry(new JarEntry(entry.getName()));
                out.write(entry.getName().endsWith(".class") ? current(content) : content);
                out.closeEntry();
            }
        }
    }

    private static byte[] current(byte[] content) {
        var model = FORMAT.parse(content);
        return model.majorVersion() >= OLDEST_CACHED
                ? content
                : FORMAT.transformClass(model, CODE_ANEW.andThen(VERSION));
    }
}
