package zaedno.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.CharArraySet;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;

/** What an index gives one component, with the readings that several components share. */
record Parameters(IndexSettings index, Environment env, Settings settings) {

    private static final Map<String, IntPredicate> CHARACTER_CLASSES = Map.of(
        "letter", Character::isLetter,
        "digit", Character::isDigit,
        "whitespace", Character::isWhitespace,
        "punctuation", c -> isOneOf(c, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
            Character.END_PUNCTUATION, Character.CONNECTOR_PUNCTUATION, Character.OTHER_PUNCTUATION,
            Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION),
        "symbol", c -> isOneOf(c, Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL,
            Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL));

    private static boolean isOneOf(int character, byte... types) {
        int type = Character.getType(character);
        for (byte candidate : types) {
            if (candidate == type) {
                return true;
            }
        }
        return false;
    }

    int flag(String name, boolean standard, int bit) {
        return settings.getAsBoolean(name, standard) ? bit : 0;
    }

    Pattern pattern(String standard) {
        String pattern = settings.get("pattern", standard);
        if (pattern == null) {
            throw new IllegalArgumentException("pattern is missing for a pattern component");
        }
        return Regex.compile(pattern, settings.get("flags"));
    }

    CharArraySet stopWords(CharArraySet standard) {
        return Analysis.parseStopWords(env, settings, standard);
    }

    CharArraySet stemExclusion() {
        return Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET);
    }

    IntPredicate tokenCharacters() {
        List<String> classes = settings.getAsList("token_chars");
        IntPredicate kept = classes.isEmpty() ? c -> true : c -> false;
        for (String name : classes) {
            kept = kept.or(characterClass(name.toLowerCase(Locale.ROOT)));
        }
        return kept;
    }

    private IntPredicate characterClass(String name) {
        String custom = settings.get("custom_token_chars", "");
        IntPredicate known = name.equals("custom") ? c -> custom.indexOf(c) >= 0 : CHARACTER_CLASSES.get(name);
        if (known == null) {
            throw refused("token_chars", name);
        }
        return known;
    }

    void checkNgramDifference(int min, int max) {
        if (max - min > index.getMaxNgramDiff()) {
            throw new IllegalArgumentException("The difference between max_gram and min_gram in NGram must be "
                + "less than or equal to: [" + index.getMaxNgramDiff() + "] but was [" + (max - min) + "]. "
                + "This limit can be set by changing the [index.max_ngram_diff] index level setting.");
        }
    }

    void refuse(String setting) {
        if (settings.hasValue(setting)) {
            throw refused(setting, settings.get(setting));
        }
    }

    IllegalArgumentException refused(String setting, String value) {
        return new IllegalArgumentException(
            "the analysis plugin for tests does not carry [" + setting + "] = [" + value + "]");
    }
}
