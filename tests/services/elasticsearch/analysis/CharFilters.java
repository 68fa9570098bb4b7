package zaedno.analysis;

import java.io.Reader;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.AbstractCharFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;

/** Character filters, which change a text before it is cut into tokens. */
final class CharFilters {

    private static final Pattern MAPPING_RULE = Pattern.compile("(.*?)\\s*=>\\s*(.*?)\\s*");
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private CharFilters() {}

    static CharFilterFactory htmlStrip(String name, Settings settings) {
        Set<String> kept = Set.copyOf(settings.getAsList("escaped_tags"));
        return new AbstractCharFilterFactory(name) {
            @Override
            public Reader create(Reader text) {
                return new HTMLStripCharFilter(text, kept);
            }
        };
    }

    static CharFilterFactory mapping(Environment env, String name, Settings settings) {
        List<String> rules = Analysis.getWordList(env, settings, "mappings");
        if (rules == null) {
            throw new IllegalArgumentException(
                "mapping requires either `mappings` or `mappings_path` to be configured");
        }
        NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
        for (String rule : rules) {
            Matcher sides = MAPPING_RULE.matcher(rule);
            if (!sides.matches()) {
                throw new IllegalArgumentException("Invalid Mapping Rule : [" + rule + "]");
            }
            builder.add(unescaped(sides.group(1)), unescaped(sides.group(2)));
        }
        NormalizeCharMap map = builder.build();
        return new NormalizingCharFilter(name, text -> new MappingCharFilter(map, text));
    }

    private static String unescaped(String text) {
        String characters = UNICODE_ESCAPE.matcher(text).replaceAll(
            m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
        return characters.translateEscapes();
    }

    static CharFilterFactory patternReplace(String name, Settings settings) {
        Pattern pattern = new Parameters(null, null, settings).pattern(null);
        String replacement = settings.get("replacement", "");
        return new NormalizingCharFilter(name, text -> new PatternReplaceCharFilter(pattern, replacement, text));
    }

    private static final class NormalizingCharFilter extends AbstractCharFilterFactory
            implements NormalizingCharFilterFactory {
        private final UnaryOperator<Reader> filter;

        NormalizingCharFilter(String name, UnaryOperator<Reader> filter) {
            super(name);
            this.filter = filter;
        }

        @Override
        public Reader create(Reader text) {
            return filter.apply(text);
        }
    }
}
