#!/usr/bin/env bash
#
# Makes the recorded parts of the spoken call that ship with Foyer: static/voice/*.wav.
#
# Run by hand, and only when a part is added or worded anew; no npm script runs it. It needs espeak-ng 1.51 with its
# Mandarin voices, and sox 14.4 (Debian: espeak-ng, sox). The parts are 16 kHz, 16 bit, mono WAV: no decoder of any
# browser adds silence to those, and all together they stay under 1.5 MB.
#
# Their names are those of src/routes/display/parts.ts, and a test holds the folder against that list.
set -euo pipefail

out="$(cd "$(dirname "$0")/../.." && pwd)/static/voice"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# As loud as each other to the ear: the mean of a part, not its highest peak.
level=0.11

# finish NAME SECONDS: trims raw.wav, evens its loudness and leaves so much silence behind it.
finish() {
	local trim="silence 1 0.005 0.3%"
	sox "$work/raw.wav" "$work/trimmed.wav" rate 16k $trim reverse $trim reverse
	local mean
	mean="$(sox "$work/trimmed.wav" -n stat 2>&1 | awk '/RMS +amplitude/ { print $3 }')"
	local gain
	gain="$(awk -v mean="$mean" -v level="$level" 'BEGIN { print 20 * log(level / mean) / log(10) }')"
	sox "$work/trimmed.wav" -b 16 -c 1 "$out/$1.wav" gain -l "$gain" fade t 0.004 0 0.008 pad 0 "$2"
}

# say NAME SECONDS VOICE TEXT
say() {
	espeak-ng -v "$3" -a 50 -s "$speed" -p "$pitch" -g 0 -w "$work/raw.wav" "$4"
	finish "$1" "$2"
}

# A letter or a figure of a number, and a phrase: what is heard one after the other needs room to be told apart.
short=0.05
long=0.14

# Two tones, the second one lower.
# tone NAME HERTZ SECONDS DELAY: a note with a little of its octave, struck and dying away.
tone() {
	local octave
	octave="$(awk -v hertz="$2" 'BEGIN { print 2 * hertz }')"
	sox -r 16000 -b 16 -c 2 -n "$work/$1.wav" synth "$3" sine "$2" sine "$octave" \
		remix 1v0.5,2v0.1 fade l 0.006 "$3" "$(awk -v whole="$3" 'BEGIN { print whole - 0.02 }')" pad "$4" 0
}
tone high 783.99 0.9 0
tone low 622.25 1.3 0.42
sox -m "$work/high.wav" "$work/low.wav" -b 16 -c 1 "$out/chime.wav" gain -n -6 pad 0 0.1

# Chinese is told in pinyin: the dictionary that reads characters is not part of every build.
speed=150
pitch=48
mandarin=cmn-latn-pinyin
say zh-please "$short" "$mandarin" 'qing3'
say zh-number "$short" "$mandarin" 'hao4'
say zh-to "$short" "$mandarin" 'dao4'
say zh-counter "$long" "$mandarin" 'hao4 chuang1kou3'
say zh-again "$long" "$mandarin" 'zai4ci4 hu1jiao4'
say zh-look "$long" "$mandarin" 'qing3 kan4 ping2mu4'
figures=(ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3)
for figure in "${!figures[@]}"; do say "zh-$figure" "$short" "$mandarin" "${figures[$figure]}"; done
# Letters by their English names, as tellers say them: the Mandarin voice has no sounds for the end of F, L or X.
for letter in {a..z}; do say "zh-$letter" "$short" en-us "${letter^^}."; done

speed=145
pitch=48
english=en-gb
say en-ticket "$short" "$english" 'Ticket'
say en-counter "$short" "$english" 'please go to counter'
say en-again "$long" "$english" 'Second call'
say en-once-more "$long" "$english" 'Calling again'
say en-look "$long" "$english" 'please look at the screen'
figures=(zero one two three four five six seven eight nine)
for figure in "${!figures[@]}"; do say "en-$figure" "$short" "$english" "${figures[$figure]}"; done
for letter in {a..z}; do say "en-$letter" "$short" "$english" "${letter^^}."; done
