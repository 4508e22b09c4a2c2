"""Page furniture, told from reporting line by line.

Two failures are weighed: furniture that passes as reporting ends up in a story, and reporting marked as furniture is lost as
evidence. So a pattern either leaves no room for a sentence, or the line must also fail to look like one (``_is_sentence``)."""

from __future__ import annotations

import re

_LONGEST = 600
# What may stand before the words: bullets and arrows. No quotation marks: quoted speech is reporting.
_LEAD_IN = re.compile(r"[\s>•·*|–—►▶→»#\[(_-]*")
_TEASER = r"(?:see|read|watch|listen|also\s+(?:see|read)|keep\s+reading|up)"
_THINGS = (
    r"(?:content|stories|story|articles?|coverage|reading|news|headlines|links?|topics?|posts?|videos?|reads|items|resources|"
    r"searches|tags|terms|podcasts?)"
)
# These leave no room for a sentence.
_CERTAIN = re.compile(
    rf"""(?ix)(?:
        (?:loading\W*)+
      | {_TEASER}\s+(?:also|next|more|now|related|this|too)\s*(?:[:|–—>»]\s*.{{0,300}}|\W*)
      | also\s+(?:read|see|watch|on|from)\s*[:|–—].{{0,300}}
      | (?:more|related|recommended|trending|popular|latest|top|featured|similar|sponsored|promoted|suggested)\s+{_THINGS}
        (?:\s+for\s+you)?\s*(?:[:|].{{0,300}})?\W*
      | (?:related|recommended|trending|more|most\s+(?:read|viewed|popular|shared)|must[\s-]reads?
          |don['’]t\s+miss)\s*(?::.{{0,300}}|\W*)
      | (?:editor(?:['’]s|s['’])?\s+picks?|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)
          |recommended\s+for\s+you)\b\W*.{{0,80}}
      | more\s+(?:on\s+this(?:\s+(?:story|topic))?|to\s+read|like\s+this)\W*
      | (?:story|article|post|content)\s+continues\s+(?:below|after)\b.{{0,80}}
      | (?:scroll|continue)\s+(?:down\s+)?(?:to|for|reading|watching)\b.{{0,60}}
      | advertisement\W*(?:\s*[-–—]\s*(?:story|article|scroll).{{0,60}})?
      | (?:ads?\s+by|powered\s+by)\s+\S.{{0,40}}
      | (?:share|tweet|e-?mail|print|save|bookmark|copy\s+link|whatsapp|facebook|twitter|linkedin|reddit|pinterest
          |telegram|comments?|
          reply|subscribe|newsletters?|menu|search|home|log\s*in|sign\s*(?:in|up)|register|follow|donate|close|skip
          |next|previous|ad|
          advertisement|sponsored|promoted|caption|show\s+caption|hide\s+caption|toggle\s+caption|transcript|view\s+
          (?:all|more|comments)|
          read\s+more|load\s+more|show\s+more|learn\s+more|find\s+out\s+more|see\s+more|see\s+all|watch\s+live|live
          |gallery|video|
          read\s+full\s+(?:story|article)|listen\s+to\s+(?:this\s+)?(?:article|story)|in\s+this\s+(?:article|story)
          |table\s+of\s+contents)\W*
      | (?:share|tweet|e-?mail|print|save)\s+(?:this|on|via|to)(?:\s+(?:article|story|page|post|facebook|twitter|x
          |linkedin|whatsapp|e-?mail|
          link|print)(?:\s*\(.{{0,40}}\))?)?\W*
      | (?:\d+|an?|one)?\s*[-\s]?(?:min(?:ute)?s?\s+read|comments?|shares?|views?)\W*
      | (?:skip\s+to|back\s+to|jump\s+to|go\s+to)\s+(?:main\s+|the\s+)?(?:content|navigation|search|comments?|top
          |homepage|home)\b\W*
      | (?:cookie|privacy)\s+(?:policy|notice|settings|preferences)\W*
      | terms\s+(?:of\s+(?:use|service)|(?:and|&)\s+conditions)\W*
      | all\s+rights\s+reserved\b.{{0,160}}
      | (?:tags?|topics|filed\s+under|categories|posted\s+in|keywords)\s*:.{{0,300}}
      | our\s+standards\s*:.{{0,120}}
      | (?:end|ends|-?30-|-ends-|more|\#\s*\#\s*\#|\*\s*\*\s*\*)\W*
      | (?:https?://|www\.)\S{{1,300}}
      | (?:e-?mail\s*:?\s*)?[\w.+-]{{1,60}}@[\w-]{{1,60}}\.[\w.]{{2,30}}
      | @\w{{2,30}}
      | (?:image|photo|picture|photograph|video|graphic|illustration|cover|screenshot)s?(?:\s+(?:photo|image|picture|by))?\s*
        (?:credits?|source|courtesy)\s*[:/–—-].{{0,200}}
      | (?:image|photo|picture|video)s?\s*[/|©]\s*\S.{{0,120}}
      | (?:credit|caption|photo|image|picture)s?\s*:\s.{{0,250}}
      | \(?(?:getty(?:\s+images)?|shutterstock|istock|ap\s+photo|afp|epa|reuters|alamy|pa\s+(?:wire|media|images))
        (?:\s*(?:/|via|,)\s*.{{0,60}})?\)?\W*
      | .{{0,300}}\((?:(?:ap|file|handout|courtesy)\s+(?:photo|image|picture)|(?:photo|image|picture|photograph|credit
          |source)s?\s*(?:by|:|credit|courtesy|/))
        [^)]{{0,100}}\)\W*
      | .{{1,80}}/\s?(?:getty(?:\s+images)?|afp|ap|epa|reuters|shutterstock|alamy|bloomberg|pa(?:\s+wire)?
          |ap\s+photo)(?:\s+via\s+.{{1,40}})?\W*
      | (?:©|\(c\)|copyright\s+(?:©|\(c\)|\d{{4}})|©?\s*\d{{4}}\s+(?:cable\s+news|the\s+associated\s+press)).{{0,250}}
      | the\s+post\s.{{1,250}}\bappeared\s+first\s+on\b.{{0,120}}
      | (?:drafted|generated)\s+by\s+groundwire\b.{{0,200}}
      | \[?(?:…|\.\.\.)\]?
      | you\s+(?:have|are)\s+(?:reached|viewing|reading)\s+your\b.{{0,120}}
      | (?:subscribe|sign\s+up|log\s+in|sign\s+in|register)\s+(?:now|here|today|to\s+(?:continue|read|unlock|get
          |receive|our|the\s+\S{{1,30}}
          \s+newsletter|view|save|comment)|for\s+(?:our|free|the\s+\S{{1,30}}(?:\s+\S{{1,30}})?\s+newsletter|more|full
          |e-?mail|breaking))\b.{{0,240}}
      | .{{0,120}}\b(?:delivered|straight|sent|direct|directly)\s+(?:straight\s+|directly\s+|right\s+)?(?:to
          |into)\s+your\s+(?:in-?box|e-?mail|phone)\b.{{0,120}}
      | (?:this|that)\s+(?:article|story|content|post|report|piece)\s+(?:was|is|has\s+been)?\s*(?:originally|first|also)\s+
        (?:published|appeared|posted|produced|run|ran)\b.{{0,200}}
      | (?:this|that)\s+(?:article|content|post)\s+(?:is|was)\s+(?:sponsored|produced\s+in\s+partnership|generated
          |created\s+(?:with|using))\b.{{0,200}}
      | (?!["“‘']).{{0,400}}\b(?:sign(?:ing)?\s+up|subscrib(?:e|ing))\s+(?:for|to)\s+our\b.{{0,160}}
      | (?!["“‘']).{{0,400}}\b(?:subscribe|sign\s+up|register|log\s+in)\s+(?:now|today|here)\s*[.!]?
      | (?!["“‘']).{{0,400}}\bcontributed\s+(?:to\s+)?(?:this|the)\s+(?:report|story|article)\W*
      | with\s+(?:files|reporting|additional\s+reporting|inputs?)\s+(?:from|by)\b.{{0,200}}
      | this\s+is\s+a\s+(?:breaking|developing)\s+(?:news?\s+)?story\b.{{0,120}}
      | (?:advertisement|article|story)\b.{{0,60}}\bcontinues\s+below\W*
      | .{{0,300}}\bpic\.twitter\.com/\w+\W*
      | .{{1,60}}\(@\w{{1,30}}\)\s+\w{{3,9}}\s+\d{{1,2}},\s+\d{{4}}\W*
      | (?:engineered|written|edited|produced)\s+by\s.{{1,100}}\b(?:edited|reviewed|written)\s+by\b.{{0,420}}
    )"""
)
# These might begin a sentence ("Photo by photo, ..."; "Written by hand, ..."), so the line must not look like one.
_LIKELY = re.compile(
    rf"""(?ix)(?:
        (?:more|related|latest|top)\s+(?:{_THINGS}\s+)?(?:from|on|by|in)\s.*
      | (?:see|read|watch|listen)\s+(?:also|more|next|now|related)\b.*
      | (?:image|photo|picture|photograph|video|graphic|illustration|cover|file|screenshot)s?(?:\s+(?:photo|image|picture))?\s+
        (?:via|by|courtesy|from|credit)\b.*
      | (?:additional\s+)?(?:reporting|editing|writing|production|research|graphics?)\s+(?:by|in|from)\b.*
      | (?:written|edited|compiled|produced|reported|translated|reviewed|fact[\s-]checked|engineered|posted|published
          |updated)\s+by\b.*
      | by\s+\w.*
      | (?:first\s+|last\s+)?(?:updated|published|posted|modified|created)\s*(?::|on|at|\d|[-–—|])\s*.*
      | (?:subscribe|sign\s+up|log\s+in|sign\s+in|join\s+us|follow\s+us|follow\s+@?\w+|follow\s+\w+\s+\w+\s+on|like\s+us)\b.*
      | (?:download|get)\s+(?:the|our)\s.*\b(?:app|newsletters?|inbox|alerts|updates)\b.*
      | (?:share|follow)\s+(?:this|on|via)\b.*
      | newsletter\s.*
      | (?:\S+\s+){{0,4}}?\S*\d\s?(?:min(?:ute)?|hour|hr|day|week)s?\s+ago
      | (?:picture|video|image|photo)\s*,?\s+\d+\s*/\s*\d+.*
    )"""
)
# Addressed to the reader: no report says so outside quotation marks, with a full stop or without.
_TO_THE_READER = re.compile(
    r"""(?ix)(?:
        (?:click|tap|press)\s+(?:here|the\s+(?:link|button|icon|bell))\b.*
      | (?:follow|like|join|find|contact|e-?mail|message|reach|write\s+to|support|visit)\s+(?:us|our\s+\w+)
          (?:\W*|\s+(?:on|at|via|here|today|now)\b.*)
      | (?:download|install|get|try)\s+(?:the|our)\s+(?:\w+\s+){0,4}app\b.*
      | for\s+(?:more|the\s+latest|all\s+the\s+latest|breaking)\s+(?:[\w,'’-]+\s+){0,8}?(?:visit|follow|click|see|check
          |sign\s+up|subscribe|read|head|go)\b.*
      | (?:read|see|find|learn|watch|hear|get)\s+(?:more|all|the\s+latest|the\s+full\s+\w+|our\s+\w+)\b.{0,200}\b
          (?:here|below|app|website|newsletters?|on\s+our\s+.{1,30})\W*
      | (?:do\s+you\s+have|have|got)\s+(?:you\s+got\s+)?an?\s+(?:\w+\s+)?(?:tip|story|news\s+tip|question
          |confidential\s+tip)\b.*
      | follow\s+(?:\S{1,30}\s+){1,6}?on\s+(?:twitter|facebook|x|instagram|google\s+news|whatsapp|youtube|tiktok
          |linkedin|threads|bluesky|telegram)\b.*
      | (?!["“‘']).{0,200}\bget\s+in\s+touch\s+(?:at|by|via|with\s+(?:us|our))\b.*
      | (?:would\s+you\s+like\s+to|you\s+must|you\s+can(?:not)?|please)\s+(?:\w+\s+){0,6}?(?:comment(?:ing)?|log\s*
          (?:in|out)|comment\s+policy)\b.*
      | we\s+want\s+to\s+hear\s+from\s+you\b.*
      | .{0,200}\b(?:read|see)\s+our\s+(?:privacy|comment|cookie)\s+policy\b.*
      | you\s+are\s+using\s+(?:a|an)\s.{0,60}\bbrowser\b.*
      | (?:what\s+do\s+you\s+think|let\s+us\s+know|have\s+your\s+say|tell\s+us)\W*
      | (?:what\s+do\s+you\s+think|let\s+us\s+know|have\s+your\s+say|tell\s+us)\b.{0,160}\b(?:comments?|below|this\s+
          (?:story|article)|poll|survey|form)\b.*
      | (?:thanks|thank\s+you)\s+for\s+(?:reading|visiting|signing\s+up|subscribing|registering)\b.*
      | (?:please\s+)?(?:enable|turn\s+on|allow)\s+(?:javascript|cookies|notifications)\b.*
      | (?:by\s+(?:signing\s+up|subscribing|submitting|clicking|entering|providing))\b.{0,120}\b(?:you|your)\b.*
      | (?:we|this\s+(?:site|website|article|story|page|post)|our\s+(?:site|journalists|team))\s+(?:may\s+|might\s+)?
          (?:use|uses|earn|earns|contains?|contain|receive|gets?)\s+
        (?:cookies|(?:an?\s+)?(?:affiliate|commission)|links|compensation)\b.*
      | (?:want|looking\s+for|need)\s+(?:more|the\s+latest)\b.*
      | (?:buy|shop|order)\s+(?:it\s+|them\s+)?(?:now|here)\b.*
    )"""
)
_HEADER = re.compile(
    rf"""(?ix)\W*(?:see\s+also|read\s+(?:next|more|also)|related|related\s+{_THINGS}|more\s+{_THINGS}(?:\s+(?:from
          |on)\s+.{{1,60}})?|
    more\s+(?:on\s+this(?:\s+story)?|from\s+.{{1,60}})|recommended(?:\s+(?:for\s+you|{_THINGS}))?|trending(?:\s+now)?
          |most\s+(?:read|popular|viewed)|
    top\s+stories|latest\s+(?:news|stories)|popular\s+{_THINGS}|editor['’]s\s+picks?|you\s+(?:may|might)\s+
          (?:also\s+)?like)\s*:?\W*"""
)
# fmt: off
_SMALL = frozenset((
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "via", "with", "&", "de", "la", "le",
    "von", "van", "der", "del", "da", "di", "el", "al", "bin", "am", "pm", "et", "est", "gmt", "bst", "utc", "edt", "pst",
    "additional", "reporting", "editing", "writing", "research", "production", "photo", "photos", "image", "file", "credit",
    "courtesy", "getty", "staff", "updated", "published",
))
# fmt: on
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")


def is_furniture(line: str) -> bool:
    """Whether one line or paragraph is page furniture and no reporting. Takes any text; anything longer than 600 characters
    is not."""
    line = " ".join(line.split())
    if not line or len(line) > _LONGEST:
        return False
    line = line[_LEAD_IN.match(line).end() :]  # type: ignore[union-attr]
    if not line:
        return True
    if _CERTAIN.fullmatch(line) or _TO_THE_READER.fullmatch(line):
        return True
    return bool(_LIKELY.fullmatch(line)) and not _is_sentence(line)


def opens_list(line: str) -> bool:
    """Whether the line heads a list of teasers ("Related Content"): the headlines under it are furniture too."""
    return len(line) <= 120 and bool(_HEADER.fullmatch(" ".join(line.split())))


def is_teaser(line: str) -> bool:
    """Whether a line under such a heading can be one of its teasers: short, and no sentence."""
    return len(line) <= 200 and not _ENDS.search(line.strip())


def _is_sentence(line: str) -> bool:
    """Whether the line tells something: more than three words in lower case that are neither small words nor a credit's own, or
    a full stop behind more than one of them."""
    words = _WORD.findall(line)
    plain = sum(word[0].islower() and word.rstrip(".") not in _SMALL for word in words[1:])
    return plain > 3 or (plain > 1 and bool(_ENDS.search(line)))
