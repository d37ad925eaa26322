import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.Scanner;

/** One HeidelTime for many documents (its own command starts a machine for each). Standard input: FILE TAB DATE; FILE.tml is written. */
class HeidelTimeRows {
    public static void main(String[] arguments) throws Exception {
        DocumentType kind = DocumentType.valueOf(arguments[0]);
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(Language.ENGLISH, kind, OutputType.TIMEML, arguments[1]);
        Scanner lines = new Scanner(System.in, "UTF-8");
        while (lines.hasNextLine()) {
            String[] cells = lines.nextLine().split("\t", -1);
            String text = Files.readString(Path.of(cells[0]));
            java.util.Date date = cells[1].isEmpty() ? null : new SimpleDateFormat("yyyy-MM-dd").parse(cells[1]);
            Files.writeString(Path.of(cells[0] + ".tml"), date == null ? tagger.process(text) : tagger.process(text, date));
        }
    }
}
