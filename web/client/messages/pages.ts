// Smaller pages: notebooks.
export const pages = {
  "pages.notebooks_h1": { en: "Analyses that run on your data", zh: "在你的数据上运行的分析" },
  "pages.notebooks_how": {
    en: "Each notebook is a text file; its numbers are computed anew from this workspace, through the same door as every page.",
    zh: "每份笔记是一个文本文件；其中的数字由本工作区重新计算，与各页面同一个入口。",
  },
  "pages.notebooks_none": { en: "There is no notebook here yet.", zh: "这里还没有笔记。" },
  "pages.notebooks_none_text": {
    en: "Put Markdown files into the folder notebooks of the workspace.",
    zh: "请把 Markdown 文件放进工作区的 notebooks 文件夹。",
  },
  "pages.notebooks_running": { en: "Running the notebook", zh: "正在运行笔记" },
  "pages.notebooks_listing": { en: "Looking for notebooks", zh: "正在查找笔记" },
  "pages.notebook_frame": { en: "Notebook {name}", zh: "笔记{name}" },
  "pages.notebooks_back": { en: "All notebooks", zh: "全部笔记" },
} as const;
