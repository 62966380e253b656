/**
 * Words that common passwords are made of. Not a list of passwords: with the rules below each stands for all of its
 * spellings with digits, signs and keyboard walks around it. In small letters, as `plain` writes them.
 */
const WORDS = new Set(
	`
	password passwort passwd passcode motdepasse wachtwoord contrasena senha parola parol haslo mypassword
	newpassword nopassword letmein letmeinnow opensesame abracadabra abrakadabra trustnoone iloveyou iloveu
	loveyou welcome hello hellothere helloworld goodbye login secret default changeme change test testing tester
	guest user username root toor admin administrator administrador sysadmin system server service supervisor
	manager support operator computer internet windows microsoft google facebook linkedin yahoo gmail hotmail
	samsung apple android iphone nokia sony sonyericsson playstation nintendo xbox minecraft roblox pokemon
	warcraft starcraft counterstrike needforspeed callofduty finalfantasy residentevil devilmaycry battlefield
	runescape counter strike foyer lobby bank banking branch teller finance money moneymaker mastercard visa
	office company business qwerty qwert qwertz azerty asdf asdfgh zxcvbn zxcvbnm qazwsx abcdef princess prince
	queen king angel angels baby babygirl babyboy lover loveme lovely sweet sweetheart sweetie honey beautiful
	pretty prettygirl cutie sexy hottie girlfriend boyfriend bestfriend friend friends friendship family mother
	father mama papa mommy daddy sister brother mylove forever together sunshine summer summertime winter spring
	autumn monday friday sunday january february march april june july august september october november december
	flower flowers butterfly rainbow star superstar moon sunrise sunset ocean diamond silver golden gold crystal
	shadow midnight thunder thunderbird lightning blizzard hurricane storm dragon dragons dragonball dragonballz
	monster tiger lion panther eagle falcon wolf wolves wolverine wolverines dolphin cheetah jaguar cobra viper
	scorpion spider horse horses monkey chicken kitten kitty hellokitty puppy doggy bulldog bear bears turtle
	rabbit elephant penguin clubpenguin grasshopper salamander caterpillar roadrunner batman superman spiderman
	ironman wonderwoman avengers transformer transformers terminator highlander matrix starwars startrek
	enterprise darthvader jedi jediknight skywalker anakin yoda lightsaber millenniumfalcon harrypotter hogwarts
	gandalf frodo mickeymouse mickey minnie donald snoopy garfield tinkerbell cinderella simpsons southpark
	smallville supernatural evangelion naruto pikachu sailormoon doraemon jamesbond solidsnake football soccer
	baseball basketball volleyball hockey softball tennis golfer golf cheerleader cheerleaders skateboard
	snowboard swimming fishing hunter hunting racing racecar ferrari porsche mercedes bmw audi toyota honda
	hondacivic mustang corvette chevrolet camaro lamborghini volkswagen mitsubishi suzuki yamaha harley kawasaki
	ducati subaru nissan liverpool arsenal chelsea manchester manchesterunited manutd barcelona fcbarcelona
	realmadrid juventus milan acmilan inter bayern munich dortmund galatasaray fenerbahce besiktas benfica porto
	ajax celtic rangers everton tottenham newcastle sunderland astonvilla ronaldo ronaldinho messi beckham rooney
	zidane maradona yankees redsox lakers cowboys steelers packers raiders patriots broncos eagles dolphins
	giants bulls michaeljordan jordan kobe tigerwoods cristiano america american california florida texas
	washington chicago boston newyork losangeles lasvegas sanfrancisco sandiego sanandreas philadelphia
	pittsburgh mississippi indiana virginia georgia carolina london england ireland scotland birmingham
	nottingham australia sydney melbourne newzealand auckland canada toronto vancouver mexico brazil brasil
	argentina espana madrid france paris germany deutschland berlin hamburg italia italy roma napoli amsterdam
	holland copenhagen stockholm sweden norway finland russia moscow poland polska warszawa turkey istanbul india
	mumbai bangladesh pakistan japan tokyo korea singapore hongkong china beijing shanghai shenzhen guangzhou
	taiwan thailand vietnam malaysia indonesia philippines africa jamaica puertorico casablanca alexandria
	madagascar alexander alexandra alexandre aleksandr aleksandra alessandro alessandra anastasia andrew andrea
	anthony antonio amanda ashley barbara benjamin brandon brittany caroline catherine charles charlie charlotte
	christian christina christine christopher christophe kristopher claudia daniel danielle david dennis diana
	dominic edward elizabeth emily eric esther eugene fernando francis francisco frank gabriel gabriela george
	gerard gregory harold heather henry isabella isabelle jackson jacob jacqueline james jasmine jason jeffrey
	jennifer jeremy jessica jesus joanna jonathan jorge joseph joshua juliana justin karen katherine kathleen
	kenneth kevin kimberly konstantin laura lauren leonardo linda louise lucas madison marcus margaret maria
	marina martin martina matthew maximilian maxwell melissa michael michelle miguel mohammed muhammad monica
	nathan natalia natalie natasha nicholas nicolas nicole oliver olivia pamela patricia patrick peter philip
	rachel raymond rebecca ricardo richard robert roberto rodrigo ronald rosemary russell samantha samuel sandra
	sarah scott sebastian sergey shannon sharon sophia sophie spencer stephanie stephen steven stewart susan
	svetlana tatiana theresa thomas tiffany timothy valentin valentina vanessa veronica victor victoria vincent
	vladimir william winston yolanda zachary jesuschrist jesusislord ilovejesus ilovegod christ church heaven
	angelina blessed blessing faith savior metallica nirvana slipknot eminem linkinpark ironmaiden ledzeppelin
	depechemode blink limpbizkit evanescence rammstein tokiohotel duranduran deeppurple pinkfloyd beatles
	backstreet justinbieber onedirection beyonce michaeljackson madonna rockstar rocknroll hiphop guitar music
	drummer chocolate strawberry blueberry blackberry watermelon banana orange cherry peaches pineapple coconut
	cookie cookies cheesecake peanut peanutbutter applesauce pepper ginger coffee whiskey jackdaniels budweiser
	heineken corona tequila cheese pizza burger hamburger spaghetti university college school student teacher
	professor doctor nurse engineer engineering programmer developer lawyer soldier marine marines police
	firefighter pilot captain sergeant commander general president freedom liberty justice destiny paradise
	heavenly infinity eternity mystery magic wizard phoenix unicorn vampire ghost ghostrider killer assassin
	ninja samurai warrior gladiator spartan knight darkknight hacker gangster playboy badboy badgirl bigboy
	goodboy goodgirl lucky happy smile crazy awesome cool perfect genius nothing something everything whatever
	whatthehell whatthefuck fuck fuckyou fuckoff motherfucker asshole bitch bullshit revolution evolution
	generation connection collection information communication technology electronic mechanical experience
	international television telephone photography dictionary mathematics matematika programming management
	professional intelligence underground underworld wonderland undertaker goldfinger mastermind masterchief
	challenger champion champions championship winner winchester remington springfield georgetown wellington
	chesterfield sacramento neworleans montecarlo cosmopolitan lumberjack firestarter gunslinger freelancer
	millionaire independent impossible incredible unbelievable unforgiven absolutely alternative adrenaline
	apocalypse armageddon prometheus metropolis juggernaut necromancer hellraiser bladerunner braveheart
	pathfinder sidewinder lighthouse supersonic timberlake iloveme ilovemyself ilovehim iloveher imissyou missyou
	loveislife lifeisgood justforfun moneymoney blingbling rocketman iceman maverick buster jasper tigger bailey
	cooper woaini woaiwojia wodemima woshishui nihao zhongguo mima wangluo diannao laopo laogong baobei xiaoming
	zhangwei wangwei liwei wangfang zhang wang chen yang huang zhao zhou ghbdtn gfhjkm yfnfif fktrcfylh
	rjycnfynby vfhbyf cdtnkfyf dkflbvbh lfybkf djkujuhfl pfqxbr vjcrdf hjccbz
	`
		.split(/\s+/)
		.filter((word) => word !== '')
);
const SHORTEST_WORD = 4;
const LONGEST_WORD = Math.max(...[...WORDS].map((word) => word.length));

/** Keys as they lie on the keyboards that people here have, and on the block of digits. */
const KEYBOARDS = [
	['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'],
	['1234567890', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'],
	['789', '456', '123', '0']
];
const NEIGHBOURS = neighbours(KEYBOARDS);

const LEET: Readonly<Record<string, string>> = {
	...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
	...{ '@': 'a', $: 's', '!': 'i' }
};

/** A run or a walk has at least so many characters. */
const SHORTEST_RUN = 3;
/** So many characters may stand beside what is common, and the whole is still tried early. */
const FREE = 2;
/** Beside a word, so many digits and signs may: a year, a birthday, two signs at the end. */
const FREE_SIGNS = 8;
/** More words than that make a phrase. */
const MOST_WORDS = 2;

/**
 * Whether a password is among those that are tried first: a short piece over and over, runs (`abcdef`, `2468`),
 * walks over a keyboard (`1qaz2wsx`), two runs woven into each other (`a1b2c3`), or one or two common words with
 * digits and signs around them, also where signs stand for letters (`P@ssw0rd`).
 */
export function isCommon(password: string): boolean {
	const plain = password.normalize('NFKC').toLowerCase();
	return repeats(plain) || isWoven(plain) || isCovered(plain) || isCovered(unleet(plain));
}

/** A piece of at most six characters, over and over to the end. */
function repeats(text: string): boolean {
	return /^(.{1,6}?)\1+$/su.test(text);
}

/** Every other character is of a run or a walk, and so are those in between: `q1w2e3r4t5`, `1020304050`. */
function isWoven(text: string): boolean {
	const each = (from: number) => [...text].filter((_, at) => at % 2 === from).join('');
	return [each(0), each(1)].every(
		(half) => Math.max(runAt(half, 0), walkAt(half, 0)) >= half.length - 1
	);
}

/** Whether runs, walks and common words leave so little of it that it is no harder than they are. */
function isCovered(text: string): boolean {
	// For each place, the fewest free characters on the way there, by the words and the free signs that were used.
	let best = new Map<string, { at: number; words: number; free: number; signs: number }>([
		['0', { at: 0, words: 0, free: 0, signs: 0 }]
	]);
	while (best.size > 0) {
		const next: typeof best = new Map();
		const go = (at: number, words: number, free: number, signs: number) => {
			if (words > MOST_WORDS || free > FREE || signs > FREE_SIGNS) return;
			next.set(`${at} ${words} ${free} ${signs}`, { at, words, free, signs });
		};
		for (const { at, words, free, signs } of best.values()) {
			if (at === text.length) {
				if (words > 0 || free + signs <= FREE) return true;
				continue;
			}
			for (let length = SHORTEST_WORD; length <= LONGEST_WORD; length += 1) {
				if (WORDS.has(text.slice(at, at + length))) go(at + length, words + 1, free, signs);
			}
			const run = Math.max(runAt(text, at), walkAt(text, at));
			if (run >= SHORTEST_RUN) go(at + run, words, free, signs);
			if (/[^\p{L}]/u.test(text.charAt(at))) go(at + 1, words, free, signs + 1);
			else go(at + 1, words, free + 1, signs);
		}
		best = next;
	}
	return false;
}

/** How many characters from a place on go up or down by the same one or two steps, or stay. */
function runAt(text: string, from: number): number {
	let longest = 0;
	for (const step of [-2, -1, 0, 1, 2]) {
		let at = from + 1;
		while (at < text.length) {
			const taken = text.charCodeAt(at) - text.charCodeAt(at - 1);
			if (taken !== 0 && taken !== step) break;
			at += 1;
		}
		longest = Math.max(longest, at - from);
	}
	return Math.min(longest, text.length - from);
}

/** How many characters from a place on lie beside each other on a keyboard, each beside the one before. */
function walkAt(text: string, from: number): number {
	let at = from + 1;
	while (at < text.length && NEIGHBOURS.has(text.slice(at - 1, at + 1))) at += 1;
	return at - from;
}

function unleet(text: string): string {
	return [...text].map((letter) => LEET[letter] ?? letter).join('');
}

function neighbours(keyboards: readonly (readonly string[])[]): Set<string> {
	const pairs = new Set<string>();
	for (const rows of keyboards) {
		rows.forEach((row, y) => {
			[...row].forEach((key, x) => {
				// The row below begins half a key further on.
				const around = [row[x + 1], rows[y + 1]?.[x - 1], rows[y + 1]?.[x], rows[y + 1]?.[x + 1]];
				for (const other of around) {
					if (other !== undefined) pairs.add(key + other).add(other + key);
				}
			});
		});
	}
	return pairs;
}
