/**
 * Surnames of two characters: Chinese ones that people bear today, and the Korean ones in Hangul. A name that begins
 * with one shows it whole; every other name in these scripts begins with a surname of one character.
 */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
	`欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 司徒 轩辕 軒轅
	独孤 獨孤 南宫 南宮 西门 西門 端木 百里 东郭 東郭 南门 南門 呼延 公羊 赫连 赫連 澹台 澹臺 濮阳 濮陽 淳于 单于 單于
	太叔 申屠 仲孙 仲孫 钟离 鍾離 鲜于 鮮于 闾丘 閭丘 司空 司寇 亓官 子车 子車 颛孙 顓孫 巫马 巫馬 公西 漆雕 乐正 樂正
	壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 东门 左丘 梁丘 第五 万俟 萬俟 闻人 聞人 宗政 公冶 叱干 贺兰 賀蘭 纳兰 納蘭
	完颜 完顏 耶律 哥舒 达奚 達奚 남궁 황보 제갈 선우 사공 독고 서문 동방 어금`.split(/\s+/)
);
