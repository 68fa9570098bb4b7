package zaedno.analysis;

import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;

/** Tokenizers, each a reading of its parameters that gives a constructor of Lucene. */
final class Tokenizers {

    private Tokenizers() {}

    static Supplier<Tokenizer> edgeNgram(Parameters p) {
        int min = p.settings().getAsInt("min_gram", EdgeNGramTokenizer.DEFAULT_MIN_GRAM_SIZE);
        int max = p.settings().getAsInt("max_gram", 2);
        IntPredicate kept = p.tokenCharacters();
        return () -> new EdgeNGramTokenizer(min, max) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    static Supplier<Tokenizer> ngram(Parameters p) {
        int min = p.settings().getAsInt("min_gram", NGramTokenizer.DEFAULT_MIN_NGRAM_SIZE);
        int max = p.settings().getAsInt("max_gram", NGramTokenizer.DEFAULT_MAX_NGRAM_SIZE);
        p.checkNgramDifference(min, max);
        IntPredicate kept = p.tokenCharacters();
        return () -> new NGramTokenizer(min, max) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    static Supplier<Tokenizer> keyword(Parameters p) {
        int buffer = p.settings().getAsInt("buffer_size", KeywordTokenizer.DEFAULT_BUFFER_SIZE);
        return () -> new KeywordTokenizer(buffer);
    }

    static Supplier<Tokenizer> pattern(Parameters p) {
        Pattern pattern = p.pattern("\\W+");
        int group = p.settings().getAsInt("group", -1);
        return () -> new PatternTokenizer(pattern, group);
    }

    static Supplier<Tokenizer> whitespace(Parameters p) {
        int longest = p.settings().getAsInt("max_token_length", 255);
        return () -> new WhitespaceTokenizer(longest);
    }
}
