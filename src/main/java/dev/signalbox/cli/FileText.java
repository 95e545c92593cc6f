package dev.signalbox.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is in the file that an option names, without the line end that editors put there. */
final class FileText implements ITypeConverter<String> {
    @Override
    public String convert(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (MalformedInputException e) {
            throw new TypeConversionException("must be a file of text, was " + file);
        } catch (IOException e) {
            throw new TypeConversionException("must be a file that can be read, was " + file);
        }
    }
}
