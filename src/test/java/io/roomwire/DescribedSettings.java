package io.roomwire;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.roomwire.config.Setting;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;

/** Every setting that main code describes in a static field. */
public final class DescribedSettings {

    private DescribedSettings() {
    }

    public static List<Setting<?>> all() {
        return new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.roomwire").stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Setting.class))
                .<Setting<?>>map(DescribedSettings::read)
                .sorted(Comparator.comparing(Setting::name)).toList();
    }

    private static Setting<?> read(JavaField description) {
        try {
            Field field = description.reflect();
            field.setAccessible(true);
            return (Setting<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
