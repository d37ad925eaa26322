"""For each demo article: names, places, days and numbers, and others of their kind to put in their place."""

from __future__ import annotations

PARTIES = {
    "Varonia": "Velmara", "Varonian": "Velmaran", "Lusmark": "Holmark", "Lusmark's": "Holmark's", "Coast Front": "River Front",
    "Port Ostrel": "Port Talis", "PORT OSTREL": "PORT TALIS", "Ketra Valley": "Sorva Valley",
}
SWAPS = {
    "1_talks.txt": PARTIES | {
        "GENEVA": "OSLO", "Geneva": "Oslo", "Tomas Arvell": "Henrik Dastor", "Thursday": "Friday", "April 30": "April 28",
        "February 5": "February 8", "2,500": "3,400", "30": "25", "40": "45", "March 15": "March 16", "March 1": "March 2",
    },
    "2_airstrike.txt": PARTIES | {
        "Ilse Morvan": "Marta Kestrel", "Dena Kuhl": "Vera Stolm", "Kuhl": "Stolm", "14": "17", "30": "26", "22": "25", "60": "75",
        "9,000": "8,000",
    },
    "3_sanctions.txt": PARTIES | {
        "VIENNA": "HELSINKI", "Vienna": "Helsinki", "Orla Tessen": "Dora Lindt", "Tessen": "Lindt", "120": "150", "1,200": "1,400",
        "Friday": "Saturday", "June": "July",
    },
}
