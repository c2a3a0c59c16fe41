/**
 * The words that invented names are made of: those of the starter register's own names and more of their like, so that
 * an invented name shares a surname, a given name, a town, a trade or a kind of body with an entry that is asked for.
 */

/** A Chinese word in its two writings. */
export interface Pair {
  readonly latin: string;
  readonly han: string;
}

const pairs = (written: string): readonly Pair[] =>
  written
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [latin = "", han = ""] = pair.split(":");
      return { latin: latin.replaceAll("_", " "), han };
    });

const words = (written: string): readonly string[] => written.trim().split(/\s*,\s*/);

export const chineseSurnames = pairs(
  `Li:李 Liu:刘 Zhao:赵 Zhang:张 Chen:陈 Xia:夏 Gong:龚 Gao:高 Yin:阴 Ling:凌 Xi:习 Wang:王 Huang:黄 Zhou:周 Wu:吴 Xu:徐
  Sun:孙 Hu:胡 Zhu:朱 Guo:郭 He:何 Lin:林 Luo:罗 Zheng:郑 Liang:梁 Tang:唐`,
);

/** Syllables of given names and of brands. */
export const syllables = pairs(
  `qiang:强 hua:华 zhi:志 jun:俊 jie:杰 he:和 lin:林 mao:茂 ji:际 le:乐 xiang:向 dong:东 ge:革 ying:英 yu:宇 huan:欢
  jin:近 ping:平 wen:文 cheng:成 gao:高 zhong:中 guan:关 pu:普 xin:新 tai:泰 heng:恒 rui:瑞 tong:通 lian:联 feng:丰 hai:海
  da:达 kang:康 yuan:源 sheng:盛 qi:启 di:迪 xing:星 lan:蓝 gu:谷 ke:科 bei:北 xia:厦 men:门 mi:米`,
);

export const peninsularSurnames = words(
  "Lee, Chang, Ooi, Tan, Lim, Wong, Ng, Chong, Teh, Goh, Yap, Low, Khoo, Chan",
);
export const peninsularSyllables = words(
  `Lih, Kang, Boon, Chye, Chean, Chung, Tze, Min, Wei, Ming, Huat, Ling, Seng, Kah, Yew, Chin, Hock, Mei, Siew, Keong`,
);
export const englishNames = words(
  "Jimmy, Richard, Simon, Peter, Grace, Daniel, Michelle, Kevin, Alice, Steven",
);
export const malayNames = words(
  `Rais, Hussin, Rofina, Yasmin, Othman, Nor, Azman, Hassan, Anwar, Ibrahim, Syed, Noh, Suhairi, Mohmad, Farhana, Sakinah,
  Alwi, Ariff, Ismail, Yusof, Rahman, Halim, Aziz, Kamal, Nadia, Zainal, Hashim, Latif, Salleh, Rashid`,
);

export const places = [
  ...pairs(
    `Beijing:北京 Shanghai:上海 Shenzhen:深圳 Hangzhou:杭州 Zhejiang:浙江 Xiamen:厦门 Haidian:海淀 Zhongguancun:中关村
    Tsinghua:清华 Jiangsu:江苏 Sichuan:四川 Hubei:湖北 Nanjing:南京 Wuhan:武汉 Chengdu:成都 Tianjin:天津 Suzhou:苏州
    Guangxi:广西 Yunnan:云南 Hainan:海南 Chaoyang:朝阳 Pudong:浦东 Kuala_Lumpur:吉隆坡 Putrajaya:布城 Cyberjaya:赛城
    Penang:槟城 Johor:柔佛 Melaka:马六甲 Perak:霹雳 Selangor:雪兰莪 Kulim:居林 Kuantan:关丹 Sabah:沙巴 Sarawak:砂拉越`,
  ),
  ...words("Tanjung Malim, Bangsar South, Kedah, Perlis, Kelantan, Iskandar, Sepang, Bintulu").map(
    (latin) => ({
      latin,
      han: "",
    }),
  ),
];

/** Countries of which no question speaks. */
export const countries = pairs(
  "Kazakhstan:哈萨克斯坦 Uzbekistan:乌兹别克斯坦 Mongolia:蒙古 Cambodia:柬埔寨 Laos:老挝 Chile:智利 Peru:秘鲁 Kenya:肯尼亚",
);

/** A name with `@` where the place or country goes, and the same in Chinese. */
export const nationalBodies = pairs(
  `Ministry_of_Science_and_Technology_of_@:@科技部 Ministry_of_Fisheries_of_@:@渔业部 @_Standards_Agency:@标准局
  @_Digital_Economy_Corporation:@数字经济机构 Bioeconomy_Corporation_of_@:@生物经济机构 @_National_News_Agency:@通讯社
  Institute_of_Measuring_Systems_of_@:@计量研究院 @_Research_Accelerator_for_Innovation:@研究加速器
  @_Science_and_Technology_Exchange_Centre:@科技交流中心 @_Technology_Promotion_Association:@科技促进会
  Embassy_of_@_in_Malaysia:@驻马来西亚大使馆 National_People's_Assembly_of_@:@人民议会`,
);
export const localBodies = pairs(
  `@_Municipal_Government:@市政府 @_District_Committee:@区委 @_Science_Park:@科技园 @_Technology_Park:@技术园
  @_Pioneer_Park:@创业园 @_Life_Science_Park:@生命科学园 @_University:@大学 @_University_of_Technology:@理工大学
  @_University_Malaysia:@大学马来西亚分校 @_Institute_of_Systems_Research:@系统研究所 @_Innovation_and_Creativity_Centre:@创意中心
  @_Technology_Commercialisation_Office:@商业化办公室 @_Centre_of_Strategic_Studies:@战略研究中心 @_Chamber_of_Commerce:@商会
  @_Science_and_Technology_Exchange_Association:@科技交流协会 @_Startup_Accelerator:@加速器`,
);

/** What a company does, and how its name may end. */
export const trades = words(
  `Technology Development, Biological Engineering, Medical Technology Development, International Development, Electronics Technology,
  New Energy Technology, Science City Innovation Development, Knowledge Technology, Holding, International, Digital Technology`,
);
export const companyEnds = words(
  "Co. Ltd., Co Ltd, Group Co. Ltd, Group Corporation, (Group) Company Limited",
);
/** Brands of the starter register's companies, for others of the same brand. */
export const sharedBrands = words(
  "Geely, BAIC, Zhongyu, Gaoji, Xiangcheng, Zhipu, Brunfield, TusStar, Xiaomi, CETC, TCab, Tyrion",
);
export const brandStarts = words(
  "Giga, Brun, Brunt, Nano, Tus, Tech, Bio, Mega, Inno, Star, Zeta, Tri, Omni, Vista, Terra, Nova",
);
export const brandEnds = words(
  "field, factory, star, com, cab, tech, wave, link, gen, works, port, path, core, point, hicom, bridge",
);
export const brandForms = words(
  "@ Malaysia Sdn Bhd, @ International Group, @ Holdings Berhad, @ Berhad, @ Technology Sdn Bhd, @ Hicom Bhd",
);

/** Offices in the kinds of body that have their own, `@` being the place or country, and those in all others. */
export const positions: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Ministry of Science/, words("Minister of Science and Technology, Vice Minister, Secretary General")],
  [
    /^Ministry of Fisheries/,
    words("Minister of Fisheries, Vice Minister of Fisheries, Deputy Secretary General"),
  ],
  [/Municipal Government$/, words("Mayor of @, Executive Deputy Mayor of @, Chief Executive")],
  [/District Committee$/, words("Secretary of the @ District Committee, Member of the @ District Committee")],
  [/^Embassy/, words("Ambassador, Counsellor for Trade, Counsellor for Science and Technology")],
  [
    /^/,
    words(
      `Chairman, Chief Executive Officer, President, Director, Director General, Vice President, Senior Manager,
      Head of Division, Programme Officer, Deputy Chairman, Secretary`,
    ),
  ],
];

/** Matters of which no question speaks: what is about them must not become a right answer. */
export const topics = words(
  "fisheries, forestry, textiles, tourism, palm oil, irrigation, mining, dairy farming, ceramics, rail freight, timber, rubber",
);
export const prose = words(
  `to, of the, and, for, in both countries, will share, research staff, training, data on, new, joint, centre, pilot, testing, growth,
  partners, visits, experts, each year, work, open, support, build, plan, trade, standards, markets, cooperation in, exchange of`,
);

/** What the names of events are about, and the numbers of those in a series. */
export const subjects = words(
  "Technology Innovation, Industry Cooperation, Science, Trade, Investment, Startup",
);
export const seriesNumbers = words("2nd, 3rd, 4th, 5th, 6th");
