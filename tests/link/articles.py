"""Invented articles of an invented country: what the tests of this folder reprint."""

TALKS = """VERIN (Tide News) — The government of Varonia and the Tide Front signed a truce in the port of Ostrel on Thursday, the first \
since fighting began in the northern hills eleven years ago.

Under its terms the front will leave the villages around Maredo by 15 May, and the army will open the road to the salt works, \
which it has kept closed since the shelling of the market in Kelda. Observers of the Gulf Conference are to count the guns that both \
sides hand in.

"We have buried too many," Irena Solvik, the minister of the interior, told reporters after the ceremony. "Tonight nobody in Maredo \
has to sleep in a cellar."

Norbek Taghimov, who led the delegation of the front, spoke of a beginning. He said that 214 prisoners were still held in the \
fortress of Dravik and that their release would show how much the signatures were worth.

Traders in the market of Kelda were doubtful. Three earlier truces had ended within weeks, the last one after a convoy with flour was \
burned on the bridge at Lower Tamar. Fishermen in Ostrel, though, put out lamps on the quay until late at night.

The text of the agreement is to be read out in both chambers next week. A committee of twelve will hear complaints, and a table of \
the positions of both sides is annexed to it."""

#: another reporter on the same day in Ostrel
BY_ANOTHER_HAND = """OSTREL — With a handshake that lasted no more than a second, Varonia's interior minister Irena Solvik and the \
rebel envoy Norbek Taghimov ended the talks here on Thursday that had kept this port awake for nine nights.

The guerrillas of the Tide Front have until the middle of May to pull out of the settlements near Maredo; in return soldiers are to \
unblock the salt road. Monitors from the Gulf Conference arrive on Sunday by ship.

What becomes of the 214 fighters in the Dravik fortress was left open, people who sat at the table said, and it may well undo the rest.

On the quay the fishermen lit their lamps. "My son was born in the year when it began," one of them said, "and I would like him to see \
the hills." """

FOLLOW_UP = """VERIN (Tide News) — Soldiers found two mortars under the floor of a school in Maredo on Monday, a spokesman of the army \
said, and asked the observers to write them into their lists before anybody touches them.

The front denied that the weapons were its own. It said that the school had been in the hands of the army until last winter, when a \
battalion from the coast was quartered there, and that teachers could confirm as much.

The commission of observers sent a car with two officers. They came back after dark and would not say what they had seen; a report is \
expected on Friday, when the heads of both delegations meet again for the first time.

Under its terms the front will leave the villages around Maredo by 15 May, and the army will open the road to the salt works, which it \
has kept closed since the shelling of the market in Kelda. Observers of the Gulf Conference are to count the guns that both sides hand in.

Traders in the market of Kelda were doubtful. Three earlier truces had ended within weeks, the last one after a convoy with flour was \
burned on the bridge at Lower Tamar."""

BULLETIN = (
    "The ministry of health of Varonia said in its daily bulletin that {killed} people were killed and {wounded} wounded in the northern "
    "hills on {day}. Hospitals in {town} took in {beds} patients, {children} of them children. The ministry asks citizens to give blood at "
    "the clinics and to keep the roads clear for ambulances. The next bulletin is published tomorrow at noon."
)
BULLETINS = (
    BULLETIN.format(killed=12, wounded=31, day="Monday", town="Maredo", beds=44, children="nine"),
    BULLETIN.format(killed=7, wounded=19, day="Tuesday", town="Kelda", beds=26, children="four"),
)

FORMULA = (
    "In {district} district, {province} province, a combined Varonian and allied patrol detained a leader of the Tide Front on {day}. The "
    "leader {did}. The patrol also detained {many} suspected insurgents as a precautionary measure. No civilians were harmed and no shots "
    "were fired during the operation, which was led by Varonian forces as all others of this kind."
)
FORMULAS = (
    FORMULA.format(district="Maredo", province="North Tamar", day="Sunday", did="smuggled rockets over the hills", many="two"),
    FORMULA.format(
        district="Port Kelda", province="Salt Coast", day="Wednesday", did="collected the front's taxes from fishermen", many="several"
    ),
)
