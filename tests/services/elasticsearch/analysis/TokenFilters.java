package zaedno.analysis;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Token filters, each a reading of its parameters that gives a function of Lucene. */
final class TokenFilters {

    private TokenFilters() {}

    static UnaryOperator<TokenStream> edgeNgram(Parameters p) {
        int min = p.settings().getAsInt("min_gram", 1);
        int max = p.settings().getAsInt("max_gram", 2);
        boolean keep = p.settings().getAsBoolean("preserve_original", false);
        if ("back".equals(p.settings().get("side", "front"))) {
            return in -> new ReverseStringFilter(
                new EdgeNGramTokenFilter(new ReverseStringFilter(in), min, max, keep));
        }
        return in -> new EdgeNGramTokenFilter(in, min, max, keep);
    }

    static UnaryOperator<TokenStream> ngram(Parameters p) {
        int min = p.settings().getAsInt("min_gram", 1);
        int max = p.settings().getAsInt("max_gram", 2);
        boolean keep = p.settings().getAsBoolean("preserve_original", false);
        p.checkNgramDifference(min, max);
        return in -> new NGramTokenFilter(in, min, max, keep);
    }

    static UnaryOperator<TokenStream> elision(Parameters p) {
        CharArraySet given = Analysis.parseArticles(p.env(), p.settings());
        CharArraySet articles = given == null ? FrenchAnalyzer.DEFAULT_ARTICLES : given;
        return in -> new ElisionFilter(in, articles);
    }

    static UnaryOperator<TokenStream> keywordMarker(Parameters p) {
        String pattern = p.settings().get("keywords_pattern");
        if (pattern != null) {
            Pattern compiled = Pattern.compile(pattern);
            return in -> new PatternKeywordMarkerFilter(in, compiled);
        }
        Set<?> words = Analysis.getWordSet(p.env(), p.settings(), "keywords");
        if (words == null) {
            throw new IllegalArgumentException(
                "keyword filter requires either `keywords`, `keywords_path`, or `keywords_pattern` to be configured");
        }
        CharArraySet keywords = new CharArraySet(words, p.settings().getAsBoolean("ignore_case", false));
        return in -> new SetKeywordMarkerFilter(in, keywords);
    }

    static UnaryOperator<TokenStream> length(Parameters p) {
        int min = p.settings().getAsInt("min", 0);
        int max = p.settings().getAsInt("max", Integer.MAX_VALUE);
        return in -> new LengthFilter(in, min, max);
    }

    static UnaryOperator<TokenStream> limit(Parameters p) {
        int count = p.settings().getAsInt("max_token_count", 1);
        boolean consumeAll = p.settings().getAsBoolean("consume_all_tokens", false);
        return in -> new LimitTokenCountFilter(in, count, consumeAll);
    }

    static UnaryOperator<TokenStream> lowercase(Parameters p) {
        p.refuse("language");
        return LowerCaseFilter::new;
    }

    static UnaryOperator<TokenStream> patternReplace(Parameters p) {
        Pattern pattern = p.pattern(null);
        String replacement = p.settings().get("replacement", "");
        boolean all = p.settings().getAsBoolean("all", true);
        return in -> new PatternReplaceFilter(in, pattern, replacement, all);
    }

    static UnaryOperator<TokenStream> stemmer(Parameters p) {
        String language = p.settings().get("language", p.settings().get("name", "porter"));
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "bulgarian" -> BulgarianStemFilter::new;
            case "english", "porter" -> PorterStemFilter::new;
            case "light_english", "lightenglish", "kstem" -> KStemFilter::new;
            case "minimal_english", "minimalenglish" -> EnglishMinimalStemFilter::new;
            case "porter2" -> in -> new SnowballFilter(in, new EnglishStemmer());
            case "possessive_english", "possessiveenglish" -> EnglishPossessiveFilter::new;
            default -> throw p.refused("language", language);
        };
    }

    static UnaryOperator<TokenStream> stemmerOverride(Parameters p) throws IOException {
        List<String> rules = Analysis.getWordList(p.env(), p.settings(), "rules");
        if (rules == null) {
            throw new IllegalArgumentException(
                "stemmer override filter requires either `rules` or `rules_path` to be configured");
        }
        StemmerOverrideFilter.Builder builder = new StemmerOverrideFilter.Builder(false);
        for (String rule : rules) {
            String[] sides = rule.split("=>", -1);
            if (sides.length != 2 || sides[1].contains(",")) {
                throw new IllegalArgumentException("Invalid keyword override rule: " + rule);
            }
            for (String word : sides[0].split(",", -1)) {
                builder.add(word.strip(), sides[1].strip());
            }
        }
        StemmerOverrideFilter.StemmerOverrideMap overrides = builder.build();
        return in -> new StemmerOverrideFilter(in, overrides);
    }

    static UnaryOperator<TokenStream> truncate(Parameters p) {
        int length = p.settings().getAsInt("length", 10);
        return in -> new TruncateTokenFilter(in, length);
    }

    static UnaryOperator<TokenStream> unique(Parameters p) {
        boolean samePosition = p.settings().getAsBoolean("only_on_same_position", false);
        return in -> new Unique(in, samePosition);
    }

    static UnaryOperator<TokenStream> wordDelimiterGraph(Parameters p) {
        p.refuse("type_table");
        p.refuse("type_table_path");
        int flags = p.flag("generate_word_parts", true, WordDelimiterGraphFilter.GENERATE_WORD_PARTS)
            | p.flag("generate_number_parts", true, WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS)
            | p.flag("catenate_words", false, WordDelimiterGraphFilter.CATENATE_WORDS)
            | p.flag("catenate_numbers", false, WordDelimiterGraphFilter.CATENATE_NUMBERS)
            | p.flag("catenate_all", false, WordDelimiterGraphFilter.CATENATE_ALL)
            | p.flag("split_on_case_change", true, WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE)
            | p.flag("preserve_original", false, WordDelimiterGraphFilter.PRESERVE_ORIGINAL)
            | p.flag("split_on_numerics", true, WordDelimiterGraphFilter.SPLIT_ON_NUMERICS)
            | p.flag("stem_english_possessive", true, WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE)
            | p.flag("ignore_keywords", false, WordDelimiterGraphFilter.IGNORE_KEYWORDS);
        boolean adjust = p.settings().getAsBoolean("adjust_offsets", true);
        Set<?> words = Analysis.getWordSet(p.env(), p.settings(), "protected_words");
        CharArraySet whole = words == null ? null : CharArraySet.copy(words);
        byte[] types = WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE;
        return in -> new WordDelimiterGraphFilter(in, adjust, types, flags, whole);
    }

    static class Plain extends AbstractTokenFilterFactory {
        private final UnaryOperator<TokenStream> filter;

        Plain(String name, UnaryOperator<TokenStream> filter) {
            super(name);
            this.filter = filter;
        }

        @Override
        public TokenStream create(TokenStream in) {
            return filter.apply(in);
        }
    }

    /** Also applied to keyword fields and to wildcard queries. */
    static final class Normalizing extends Plain implements NormalizingTokenFilterFactory {
        Normalizing(String name, UnaryOperator<TokenStream> filter) {
            super(name, filter);
        }
    }

    /** Makes several tokens of one, so no synonym rule can be read through it. */
    static final class NotInSynonyms extends Plain {
        NotInSynonyms(String name, UnaryOperator<TokenStream> filter) {
            super(name, filter);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            throw new IllegalArgumentException("Token filter [" + name() + "] cannot be used to parse synonyms");
        }
    }

    /** Keeps the original beside the folded token only in text, not in normalizers or synonyms. */
    static final class AsciiFolding extends AbstractTokenFilterFactory
            implements NormalizingTokenFilterFactory {
        private final boolean keep;

        AsciiFolding(String name, Settings settings) {
            super(name);
            this.keep = settings.getAsBoolean("preserve_original", false);
        }

        @Override
        public TokenStream create(TokenStream in) {
            return new ASCIIFoldingFilter(in, keep);
        }

        @Override
        public TokenStream normalize(TokenStream in) {
            return new ASCIIFoldingFilter(in);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return keep ? new Normalizing(name(), ASCIIFoldingFilter::new) : this;
        }
    }

    /** Drops a token that has come before, in the whole text or at the same position. */
    private static final class Unique extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final CharArraySet seen = new CharArraySet(8, false);
        private final boolean samePosition;

        Unique(TokenStream in, boolean samePosition) {
            super(in);
            this.samePosition = samePosition;
        }

        @Override
        public boolean incrementToken() throws IOException {
            while (input.incrementToken()) {
                if (samePosition && increment.getPositionIncrement() > 0) {
                    seen.clear();
                }
                if (seen.add(term.toString())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            seen.clear();
        }
    }
}
