package io.github.pmmmigration.internal.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Makes up trees; the same seed makes up the same trees. */
final class RandomJson {

    private static final String[] NUMBERS = {
        "0", "-0", "42", "-7", "3.14", "1e9", "1E-9", "2.50e+3", "9007199254740993", "18446744073709551615"
    };
    private static final char[] CHARACTERS =
            "ab/\"\\ \b\f\n\r\t\u0000\u001f\u007f\u0085\u2028\u2029äß€\ud83d\ude00\uffff\ufeff".toCharArray();

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JsonNull.NULL;
            case 1 -> random.nextBoolean();
            case 2 -> new JsonNumber(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3, 4 -> string();
            case 5 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    /** A text like the given one, with one character lost, doubled or replaced. */
    String damaged(String json) {
        int place = random.nextInt(json.length());
        if (Character.isSurrogate(json.charAt(place))) {
            return json; // half a pair would not reach the other parser
        }
        String before = json.substring(0, place);
        String after = json.substring(place + 1);
        return switch (random.nextInt(3)) {
            case 0 -> before + after;
            case 1 -> before + json.charAt(place) + json.charAt(place) + after;
            default -> before + "{}[],:\"\\0-.eE tfn".charAt(random.nextInt(17)) + after;
        };
    }

    private String string() {
        char[] characters = new char[random.nextInt(6)];
        for (int index = 0; index < characters.length; index++) {
            characters[index] = CHARACTERS[random.nextInt(CHARACTERS.length)];
        }
        return new String(characters);
    }

    private List<Object> array(int depth) {
        return Stream.generate(() -> value(depth)).limit(random.nextInt(5)).toList();
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            members.put(string(), value(depth));
        }
        return members;
    }
}
