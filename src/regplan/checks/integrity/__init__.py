"""REF and PER: ids, trees and periods that cannot be as they are; house rules, no law but PER-03."""
